/**
 * A patient's access to their own record, and to what is the couple's.
 * Authority: 42 CFR 2.23; 45 CFR 164.524.
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.selfaccess in this module.
 */
package health.confidant.selfaccess;
