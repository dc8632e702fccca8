/** Devices, and messages between them: the form, the registry, and both over HTTP as the cast. */
package health.confidant.server.message;
