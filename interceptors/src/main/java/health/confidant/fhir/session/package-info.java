/**
 * What has to be on file before a session: the couple's contract and the acknowledged notice.
 * Authority: source document (confidentiality contract of both partners); 42 CFR 2.22(c).
 * Must not know: which session, HAPI's server, SQL.
 * Tests: health.confidant.fhir.session in this module.
 */
package health.confidant.fhir.session;
