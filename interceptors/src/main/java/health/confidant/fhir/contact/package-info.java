/**
 * By which means a patient wants to be reached, as a Flag among the privacy papers.
 * Authority: 45 CFR 164.522(b).
 * Must not know: who asks, HAPI's server, SQL.
 * Tests: health.confidant.fhir.contact in this module.
 */
package health.confidant.fhir.contact;
