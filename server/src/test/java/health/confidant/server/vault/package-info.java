/** Tests of the vault over HTTP. */
package health.confidant.server.vault;
