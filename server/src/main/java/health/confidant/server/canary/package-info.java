/**
 * The canary: a synthetic secret that nobody may read, asked for through every door, at start and on a timer.
 * Authority: the design, "Fail closed"; 45 CFR 164.308(a)(8) (periodic evaluation).
 * Must not know: how the gates work; it asks as a caller would.
 * Tests: health.confidant.server.canary.
 */
package health.confidant.server.canary;
