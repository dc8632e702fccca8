/** Tests of the world: it validates as FHIR R4, it is complete, and its consents say what the law wants. */
package health.confidant.ig;
