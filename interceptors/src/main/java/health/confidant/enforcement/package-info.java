/**
 * The only HAPI hooks, each class thin: caller, surface, scopes, labels, release, audit, outcomes.
 * Authority: ADR 0001, 0002, 0006; HAPI FHIR 8.8 pointcuts.
 * Must not know: SQL, Spring, a policy by name.
 * Tests: over HTTP in the server module; both gates singly in health.confidant.server.fhir.GateIT.
 */
package health.confidant.enforcement;
