/**
 * What a patient can ask for about their records: who looked at them, and to whom they were disclosed; as FHIR, as a
 * file for a spreadsheet and as pages, each with a receipt that is checked without this server.
 * Authority: source document ("a report on request"); 45 CFR 164.528; 42 CFR 2.25.
 * Must not know: how the journal stores and seals, or HAPI's tables.
 * Tests: health.confidant.server.report in this module.
 */
package health.confidant.server.report;
