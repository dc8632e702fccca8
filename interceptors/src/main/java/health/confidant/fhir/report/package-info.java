/**
 * Reports as FHIR: the table as Parameters, its file forms as Binary.
 * Authority: HL7 FHIR R4 Parameters, Binary.
 * Must not know: what a report says or where it comes from.
 * Tests: health.confidant.fhir.report in this module.
 */
package health.confidant.fhir.report;
