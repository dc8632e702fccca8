/**
 * What a patient's written consent permits and denies.
 * Authority: 42 CFR 2.31, 2.33; FHIR R4 Consent; IHE PCF.
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.consent in this module.
 */
package health.confidant.consent;
