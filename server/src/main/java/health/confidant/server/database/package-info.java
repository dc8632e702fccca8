/**
 * PostgreSQL: roles, migrations, row-level security, and the transaction service that hands each transaction its scope.
 * Authority: 42 CFR 2.13(a) (no more than permitted), 45 CFR 164.312(a); ADR 0002.
 * Must not know: FHIR resources, policies, who the caller is beyond the decision.
 * Tests: health.confidant.server.database.
 */
package health.confidant.server.database;
