/**
 * R4 resources to the words of the engine and back, one sub-package a feature; here only what the features share.
 * Authority: HL7 FHIR R4 (4.0.1).
 * Must not know: HAPI's server and storage, Spring, SQL, who asks, any sub-package.
 * Tests: health.confidant.fhir in this module.
 */
package health.confidant.fhir;
