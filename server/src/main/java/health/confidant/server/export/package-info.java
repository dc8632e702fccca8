/**
 * Bulk export: what systems take of all that they may see. Nothing is kept for them: each page of a file is a search of
 * the FHIR endpoint, decided, released, disclosed and recorded as any other.
 * Authority: HL7 FHIR Bulk Data Access 2.0.0; 42 CFR 2.31(c), 2.32; 45 CFR 164.312(b).
 * Must not know: policies, segments and tables of records; it asks the FHIR endpoint and nobody else.
 * Tests: health.confidant.server.export.
 */
package health.confidant.server.export;
