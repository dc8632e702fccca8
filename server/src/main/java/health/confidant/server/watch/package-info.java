/**
 * Runs the watching rules over the journal and puts what they see into it, where the privacy officer reads it as
 * AuditEvents; and lets the officer mark a person whom people here know.
 * Authority: 45 CFR 164.308(a)(1)(ii)(D).
 * Must not know: what a rule looks for.
 * Tests: health.confidant.server.watch in this module.
 */
package health.confidant.server.watch;
