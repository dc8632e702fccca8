/**
 * That the database shows nobody more than the scope of a transaction.
 * Authority: 42 CFR 2.13(a); ADR 0002.
 * Must not know: policies.
 */
package health.confidant.server.database;
