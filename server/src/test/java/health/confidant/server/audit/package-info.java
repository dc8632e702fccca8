/**
 * That no access goes unrecorded, and that no record is lost or changed.
 * Authority: 45 CFR 164.312(b).
 * Must not know: policies.
 */
package health.confidant.server.audit;
