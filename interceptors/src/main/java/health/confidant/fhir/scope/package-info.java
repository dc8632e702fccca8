/**
 * Whether a resource is one of those that a SMART scope with a query part is about.
 * Authority: SMART App Launch 2.2, "Finer-grained resource constraints using search parameters".
 * Must not know: who asks, segments, the database; the database finds the same resources by its own index.
 * Tests: ScopeMatchTest in this package.
 */
package health.confidant.fhir.scope;
