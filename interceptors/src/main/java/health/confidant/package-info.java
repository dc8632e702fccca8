/**
 * The list of all policies, and nothing else.
 * Authority: ADR 0005, 0008.
 * Must not know: how a decision is enforced.
 * Tests: health.confidant in this module.
 */
package health.confidant;
