/**
 * Who may write on the couples track: signed and trained staff.
 * Authority: source document (confidentiality agreements of couples therapists); 45 CFR 164.530(b) (training).
 * Must not know: which resource proves it, FHIR, HAPI, Spring, SQL.
 * Tests: health.confidant.training in this module; over HTTP health.confidant.server.duty.
 */
package health.confidant.training;
