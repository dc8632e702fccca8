/**
 * Admission: demographics, care teams, couples, scheduling, and consents brought on paper.
 * Authority: 45 CFR 164.514(d)(2) (role-based minimum necessary).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.intake in this module.
 */
package health.confidant.intake;
