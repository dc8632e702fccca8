/**
 * The wall between the individual and the couples track.
 * Authority: source document (dual-track therapy); 42 CFR 2.13(a).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.track in this module.
 */
package health.confidant.track;
