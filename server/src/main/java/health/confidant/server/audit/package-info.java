/**
 * The ways into the journal and out of it: what the FHIR endpoint records, the doors before it, the node itself; and the
 * journal as AuditEvents.
 * Authority: 45 CFR 164.312(b), (d); IHE BALP; HL7 FHIR R4 AuditEvent.
 * Must not know: how the journal stores, seals and verifies.
 * Tests: health.confidant.server.audit in this module.
 */
package health.confidant.server.audit;
