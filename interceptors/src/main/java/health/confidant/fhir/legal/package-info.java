/**
 * Court orders: a Task that records an order and the mandate that goes with it, and what it opens once approved.
 * Authority: 42 CFR 2.61-2.67.
 * Must not know: who approves, owners' keys, policies, HAPI's storage.
 * Tests: health.confidant.fhir.legal in this module.
 */
package health.confidant.fhir.legal;
