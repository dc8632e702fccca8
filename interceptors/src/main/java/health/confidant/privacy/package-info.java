/**
 * The privacy officer.
 * Authority: source document (restriction requests, audit reports); 45 CFR 164.530(a).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.privacy in this module.
 */
package health.confidant.privacy;
