/**
 * TLS towards the callers: on in production, or the server does not start.
 * Authority: 45 CFR 164.312(e)(1); NIST SP 800-52 Rev. 2 (TLS 1.2 and later).
 * Must not know: what is served.
 * Tests: health.confidant.server.tls.
 */
package health.confidant.server.tls;
