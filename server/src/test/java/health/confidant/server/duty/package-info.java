/**
 * What the program owes, asked for over HTTP on the real server.
 */
package health.confidant.server.duty;
