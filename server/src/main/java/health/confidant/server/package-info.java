/**
 * The server: wiring written out in lists, the start, the commands.
 * Authority: the design ({@code server/docs/decisions}).
 * Must not know: policies by name (the list is {@code health.confidant.Policies}), FHIR content.
 * Tests: health.confidant.server in this module, over HTTP on real PostgreSQL.
 */
package health.confidant.server;
