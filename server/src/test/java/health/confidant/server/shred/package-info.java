/** Tests of destruction, alone and against a restored backup. */
package health.confidant.server.shred;
