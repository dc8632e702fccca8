/**
 * Decides a request: facts in one round trip, policies over the candidate segments, cached by epoch.
 * Authority: ADR 0004; 42 CFR 2.31(c)(3): a revocation is in force at its commit.
 * Must not know: HTTP, FHIR resources, what a policy says.
 * Tests: health.confidant.server.decision.
 */
package health.confidant.server.decision;
