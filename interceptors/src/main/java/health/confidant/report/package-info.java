/**
 * Reports that a patient can read: who looked at or changed their records, as a table in plain words.
 * Authority: source document ("a report on request"); 45 CFR 164.312(b); 42 CFR 2.13 (no other patient is named).
 * Must not know: FHIR, how records are stored, or how a table becomes a page.
 * Tests: health.confidant.report in this module.
 */
package health.confidant.report;
