/**
 * The HTTP edge: what reaches the FHIR servlet at all.
 * Authority: FHIR R4 RESTful API; OWASP API4 (limits).
 * Must not know: who asks.
 * Tests: health.confidant.server.edge.
 */
package health.confidant.server.edge;
