/**
 * How the notice of a disclosure, the scope of its consent and the bar on redisclosure are said in FHIR.
 * Authority: 42 CFR 2.32; HL7 DS4P (extension-display, NORDSCLCD).
 * Must not know: who asks, what is owed, the ledger.
 * Tests: health.confidant.fhir.disclosure in this module.
 */
package health.confidant.fhir.disclosure;
