/**
 * The decision's cost, and that what is kept of it is what would be decided afresh.
 * Authority: ADR 0004.
 * Must not know: FHIR's wire format.
 */
package health.confidant.server.decision;
