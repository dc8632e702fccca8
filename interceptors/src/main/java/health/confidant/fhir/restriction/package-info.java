/**
 * Requests for restrictions as Task and Consent, and agreed ones as facts.
 * Authority: 45 CFR 164.522(a); 42 CFR 2.26; FHIR R4 Task, Consent (policyRule hipaa-restrictions, hipaa-self-pay).
 * Must not know: who decides, HAPI's server, SQL.
 * Tests: health.confidant.fhir.restriction in this module.
 */
package health.confidant.fhir.restriction;
