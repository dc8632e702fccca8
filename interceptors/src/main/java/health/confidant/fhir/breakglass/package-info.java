/**
 * The papers of an emergency: the record in the patient's chart, the notices and the review, as FHIR resources.
 * Authority: 42 CFR 2.51(c), 2.26(a)(4); IHE PCF (review of break-glass events); FHIR R4 Task, Communication.
 * Must not know: who may declare one, HAPI's server, SQL.
 * Tests: health.confidant.fhir.breakglass in this module.
 */
package health.confidant.fhir.breakglass;
