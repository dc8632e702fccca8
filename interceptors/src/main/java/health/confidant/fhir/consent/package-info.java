/**
 * Consents: what a FHIR Consent permits and denies, in the words of the engine, and what it lacks.
 * Authority: 42 CFR 2.31(a)-(d); FHIR R4 Consent; IHE PCF.
 * Must not know: owners' keys, who asks, policies, HAPI's storage.
 * Tests: health.confidant.fhir.consent in this module.
 */
package health.confidant.fhir.consent;
