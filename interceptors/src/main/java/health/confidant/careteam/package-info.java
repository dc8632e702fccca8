/**
 * The care team's need to know.
 * Authority: 42 CFR 2.12(c)(3).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.careteam in this module.
 */
package health.confidant.careteam;
