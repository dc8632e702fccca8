/**
 * The operation {@code Patient/[id]/$break-glass}.
 * Authority: 42 CFR 2.51; 45 CFR 164.312(a)(2)(ii), (d); RFC 9470 (step-up).
 * Must not know: what an emergency opens; that is the policy's.
 * Tests: health.confidant.server.breakglass.
 */
package health.confidant.server.breakglass;
