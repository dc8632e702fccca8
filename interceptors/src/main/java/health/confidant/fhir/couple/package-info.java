/**
 * Couples: a FHIR Group of exactly two patients.
 * Authority: FHIR R4 Group; 42 CFR 2.11 (joint sessions); source document.
 * Must not know: owners' keys, consents, who asks, HAPI's storage.
 * Tests: health.confidant.fhir.couple in this module.
 */
package health.confidant.fhir.couple;
