/**
 * Proof that hidden records change no answer: with them and without them the server says the same, byte for byte.
 * Authority: 42 CFR 2.13(c); ADR 0002.
 * Must not know: how the server keeps a record hidden.
 */
package health.confidant.server.noninterference;
