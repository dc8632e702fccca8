/**
 * The audit record: who did what to whose record, decided why. One record for each patient touched and request.
 * Authority: 45 CFR 164.312(b); IHE BALP; source document ("an immutable record of who viewed or edited your files").
 * Must not know: FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.audit in this module.
 */
package health.confidant.audit;
