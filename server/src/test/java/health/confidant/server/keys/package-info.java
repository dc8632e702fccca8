/** Tests of the key store, its providers and its seals. */
package health.confidant.server.keys;
