/**
 * Accounting of disclosures: which disclosures a patient is told of, how they are summed up, what is suspended, until
 * when an answer is due and when it is free.
 * Authority: 45 CFR 164.528; 42 CFR 2.25.
 * Must not know: FHIR, SQL, how a disclosure was recorded.
 * Tests: health.confidant.accounting in this module.
 */
package health.confidant.accounting;
