/** Tests of health.confidant.fhir.report. */
package health.confidant.fhir.report;
