/**
 * The directory: practitioners, organisations, locations; no patient is in it.
 * Authority: 45 CFR 164.514(d) (minimum necessary).
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.directory in this module.
 */
package health.confidant.directory;
