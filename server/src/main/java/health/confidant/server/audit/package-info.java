/**
 * The append-only audit log: the sink that writes it and the AuditEvent face that reads it.
 * Authority: 45 CFR 164.312(b); IHE BALP.
 * Must not know: policies, HAPI's resource tables beyond a segment look-up.
 * Tests: health.confidant.server.audit.
 */
package health.confidant.server.audit;
