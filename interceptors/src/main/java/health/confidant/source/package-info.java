/**
 * Records that an outside system brought.
 * Authority: 42 CFR 2.12(d)(2) (lawful holders).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.source in this module.
 */
package health.confidant.source;
