/**
 * What of a resource decides its labels, and how labels get onto it. No client sets a label.
 * Authority: HL7 DS4P; FHIR R4 txt-1; 42 CFR 2.11 (SUD counseling notes), 2.16.
 * Must not know: how labels are computed, who asks, policies, HAPI's storage.
 * Tests: health.confidant.fhir.label in this module.
 */
package health.confidant.fhir.label;
