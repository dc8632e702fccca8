/** Tests of the proofs that need no server. */
package health.confidant.server.authentication;
