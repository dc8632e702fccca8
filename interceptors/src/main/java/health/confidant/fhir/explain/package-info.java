/**
 * Decisions in words: who may see what, and which rules say so, as Parameters.
 * Authority: FHIR R4 Parameters; the policies' own legal basis (PolicyId).
 * Must not know: how a decision comes about, who is entitled to ask.
 * Tests: health.confidant.server.explain.
 */
package health.confidant.fhir.explain;
