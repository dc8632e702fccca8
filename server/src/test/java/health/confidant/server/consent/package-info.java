/**
 * Consents over HTTP: what is refused when it is written, what each selector opens and closes, and when it ends.
 * Authority: 42 CFR 2.31, 2.33; FHIR R4 Consent; IHE PCF.
 * Must not know: how segments are carved, but where a race is proved.
 */
package health.confidant.server.consent;
