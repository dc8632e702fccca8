/** Tests of health.confidant.server.report. */
package health.confidant.server.report;
