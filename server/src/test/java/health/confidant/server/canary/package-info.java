/**
 * The canary on a database that keeps the confidence, and on one that does not.
 * Authority: the design, "Fail closed".
 * Must not know: which records the demo world has.
 * Tests: these.
 */
package health.confidant.server.canary;
