/**
 * HAPI's JPA server and REST servlet, configured and wired by hand.
 * Authority: FHIR R4 RESTful API; ADR 0002, 0007.
 * Must not know: policies.
 * Tests: health.confidant.server.fhir.
 */
package health.confidant.server.fhir;
