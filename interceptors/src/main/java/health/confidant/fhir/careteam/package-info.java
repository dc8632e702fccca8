/**
 * Care teams: who has a duty toward a patient or a couple, in which track, when.
 * Authority: FHIR R4 CareTeam; 42 CFR 2.12(c)(3).
 * Must not know: owners' keys, roles, policies, who asks, HAPI's storage.
 * Tests: health.confidant.fhir.careteam in this module.
 */
package health.confidant.fhir.careteam;
