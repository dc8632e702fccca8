/**
 * Whose record a resource is, and what it may contain.
 * Authority: FHIR R4 Patient compartment, dom-5; 42 CFR 2.11 (Records), 2.13(a).
 * Must not know: owners' keys, segments, policies, who asks, HAPI's storage.
 * Tests: health.confidant.fhir.subject in this module.
 */
package health.confidant.fhir.subject;
