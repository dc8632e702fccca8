/**
 * The journal: where audit records become durable, encrypted by person, numbered without gaps, sealed into a signed tree
 * within a second, read back, and verified. Each node has its own log; the reader sees them all.
 * Authority: 45 CFR 164.312(b) and (c), 164.316(b)(2); RFC 9162; ADR 0050.
 * Must not know: FHIR, or who may read what: its readers are told whose records may be shown.
 * Tests: health.confidant.server.journal in this module.
 */
package health.confidant.server.journal;
