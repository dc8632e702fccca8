/** Tests of retention over HTTP. */
package health.confidant.server.retention;
