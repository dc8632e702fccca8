/**
 * Sign-in, the OAuth 2.0 authorization server, and the check of every access token: who calls, in which role, for what.
 * Authority: RFC 6749, 6750, 7523, 7636, 9068, 9700; SMART App Launch 2.2; 45 CFR 164.312(a)(2)(i) and (d).
 * Must not know: FHIR resources, HAPI, policies; it says who asks and never what they may see.
 * Tests: health.confidant.server.authorization in this module, over HTTP on a real PostgreSQL.
 */
package health.confidant.server.authorization;
