/** Tests of TLS towards the callers. */
package health.confidant.server.tls;
