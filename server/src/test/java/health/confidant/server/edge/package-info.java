/**
 * What the HTTP edge lets in and drops.
 * Authority: FHIR R4 RESTful API; OWASP API4.
 * Must not know: policies.
 */
package health.confidant.server.edge;
