/** Tests of health.confidant.server.watch. */
package health.confidant.server.watch;
