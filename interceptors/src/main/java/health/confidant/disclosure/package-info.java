/**
 * Disclosures on a consent: the notice that goes with each, and the line of the ledger that each one leaves.
 * Authority: 42 CFR 2.32 (notice, copy or scope of the consent), 2.25 (accounting).
 * Must not know: FHIR, how answers leave, where the ledger is kept.
 * Tests: health.confidant.disclosure in this module; health.confidant.server.disclosure.
 */
package health.confidant.disclosure;
