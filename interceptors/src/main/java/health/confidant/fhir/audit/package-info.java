/**
 * Audit records as FHIR AuditEvents, one for each patient.
 * Authority: IHE Basic Audit Log Patterns (BALP) 1.1.
 * Must not know: how records are stored or who may read them.
 * Tests: health.confidant.fhir.audit in this module.
 */
package health.confidant.fhir.audit;
