/**
 * The load command: Synthea's patients, posted over FHIR REST by an outside EHR, a patient in one transaction.
 * Authority: HL7 FHIR R4 transaction; RFC 7230. Synthea's people are invented.
 * Must not know: Spring, the database, policies, where the token comes from.
 * Tests: health.confidant.server.load in this module.
 */
package health.confidant.server.load;
