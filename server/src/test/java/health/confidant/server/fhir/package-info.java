/**
 * What the FHIR endpoint binds, says of itself and lets out.
 * Authority: FHIR R4 RESTful API; OWASP API5, API9.
 * Must not know: policies.
 */
package health.confidant.server.fhir;
