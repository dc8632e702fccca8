/**
 * Billing and clinical apart.
 * Authority: source document (PPO insurance coverage); 45 CFR 164.514(d).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.billing in this module.
 */
package health.confidant.billing;
