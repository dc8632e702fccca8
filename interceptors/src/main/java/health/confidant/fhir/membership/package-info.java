/**
 * Who acts for an organisation, in a role or in a group, so that a consent which names one of these reaches its members.
 * Authority: FHIR R4 Consent.provision.actor, PractitionerRole, Group; IHE PCF.
 * Must not know: consents, owners' keys, policies, HAPI's storage.
 * Tests: health.confidant.fhir.membership in this module.
 */
package health.confidant.fhir.membership;
