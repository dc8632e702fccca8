/**
 * What the token's scopes leave of what the person may do.
 * Authority: SMART App Launch 2.2, Scopes and Launch Context.
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.scope in this module.
 */
package health.confidant.scope;
