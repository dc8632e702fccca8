/**
 * HAPI's rows at rest: bodies, search strings and job parameters sealed, search hashes keyed, names blinded.
 * Authority: 45 CFR 164.312(a)(2)(iv); ADR 0061, ADR 0062; server/docs/plaintext.md lists what stays as it is.
 * Must not know: who asks. Only whose row it is.
 * Tests: health.confidant.server.atrest.
 */
package health.confidant.server.atrest;
