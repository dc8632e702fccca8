/** Tests of health.confidant.server.journal. */
package health.confidant.server.journal;
