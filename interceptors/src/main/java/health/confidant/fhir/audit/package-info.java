/**
 * The face of the audit journal: one record as an R4 AuditEvent.
 * Authority: IHE BALP 1.1.4 (ITI Basic Audit Log Patterns); 45 CFR 164.312(b).
 * Must not know: where records are kept, who may read them, policies, HAPI's server and storage.
 * Tests: health.confidant.fhir.audit in this module.
 */
package health.confidant.fhir.audit;
