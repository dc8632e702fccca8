/**
 * What a resource has to be to be stored: the profiles of the guide that its shape calls for, and FHIR R4 itself.
 * Authority: HL7 FHIR R4 (4.0.1) validation; the guide's package.
 * Must not know: who writes, labels, segments, HAPI's storage.
 * Tests: health.confidant.fhir.profile in this module; PackageTest in ig for the profiles themselves.
 */
package health.confidant.fhir.profile;
