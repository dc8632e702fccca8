/**
 * Emergencies, declared and reviewed over HTTP on the real server.
 */
package health.confidant.server.breakglass;
