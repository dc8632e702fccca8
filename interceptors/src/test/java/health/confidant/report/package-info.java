/** Tests of health.confidant.report. */
package health.confidant.report;
