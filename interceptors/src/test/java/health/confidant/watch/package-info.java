/** Tests of health.confidant.watch. */
package health.confidant.watch;
