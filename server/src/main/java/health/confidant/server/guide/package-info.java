/**
 * The guide as the server serves it: static pages under {@code /ig}, and what the server binds as a CapabilityStatement for
 * each audience and as OpenAPI.
 * Authority: FHIR R4 CapabilityStatement; OpenAPI 3.0.3; CSP level 3.
 * Must not know: policies, records, who asks: everything here is public and the same for all.
 * Tests: health.confidant.server.guide in this module.
 */
package health.confidant.server.guide;
