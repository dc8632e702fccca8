/**
 * SUD counseling notes: for their originator.
 * Authority: 42 CFR 2.31(b), 2.11.
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.counselingnote in this module.
 */
package health.confidant.counselingnote;
