/**
 * The proofs of who a person is beside the password, and the sessions that they open: one-time passwords, passkeys,
 * recovery codes, passwords that are known to be breached, sessions and the history of sign-ins.
 * Authority: NIST SP 800-63B; RFC 6238; W3C Web Authentication Level 3; 45 CFR 164.312(a)(2)(iii) and (d).
 * Must not know: OAuth, FHIR, roles; who needs a second factor is decided in health.confidant.server.authorization.
 * Tests: in this package, and health.confidant.server.smart over HTTP.
 */
package health.confidant.server.authentication;
