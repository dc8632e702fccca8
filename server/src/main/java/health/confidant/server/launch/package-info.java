/**
 * Whom a person may choose when an app is launched: searches as that person, through the same decision, row-level
 * security, release check and audit as over the FHIR API.
 * Authority: SMART App Launch 2.2, "Launch context arrives with your access token".
 * Must not know: OAuth, pages, policies.
 * Tests: health.confidant.server.smart, over HTTP with the cast.
 */
package health.confidant.server.launch;
