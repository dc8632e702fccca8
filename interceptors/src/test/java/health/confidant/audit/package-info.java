/** Tests of the audit record and of the log that nobody can rewrite. */
package health.confidant.audit;
