/**
 * The requests of the threat model (docs/threats.md), each with the answer that passes.
 * Authority: OWASP API Security Top 10; 42 CFR 2.13(c).
 * Must not know: how a request is decided.
 */
package health.confidant.server.threat;
