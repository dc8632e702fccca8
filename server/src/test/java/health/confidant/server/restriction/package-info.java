/**
 * Restrictions asked for, decided, enforced and ended over HTTP on the real server.
 */
package health.confidant.server.restriction;
