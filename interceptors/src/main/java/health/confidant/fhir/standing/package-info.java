/**
 * Papers of staff and of organisations that serve the program, as facts: Contract and Practitioner.qualification.
 * Authority: source document (confidentiality agreements); 45 CFR 164.530(b), 164.504(e); 42 CFR 2.11, 2.12(c)(4).
 * Must not know: what a paper entitles to, HAPI's server, SQL.
 * Tests: health.confidant.fhir.standing in this module.
 */
package health.confidant.fhir.standing;
