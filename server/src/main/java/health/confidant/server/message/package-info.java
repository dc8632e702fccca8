/**
 * Messages and documents that only people's devices can read: the registry of their public keys, whom one may write to,
 * and the form of what is stored.
 * Authority: source document (end-to-end encrypted messages); RFC 7516, 7517, 7518, 7638; 45 CFR 164.312(e)(2)(ii);
 * ADR 0065.
 * Must not know: a private key, what a message says, who may read a record; the message is a FHIR Communication, and its
 * segment decides.
 * Tests: health.confidant.server.message, health.confidant.server.clients (two browsers).
 */
package health.confidant.server.message;
