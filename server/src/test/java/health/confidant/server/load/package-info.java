/** Tests of the load command against a stub of a FHIR server. */
package health.confidant.server.load;
