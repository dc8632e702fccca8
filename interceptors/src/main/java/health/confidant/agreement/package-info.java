/**
 * What qualified service organisations and business associates reach.
 * Authority: 42 CFR 2.11, 2.12(c)(4); 45 CFR 164.502(e), 164.504(e).
 * Must not know: which resource is the agreement, FHIR, HAPI, Spring, SQL.
 * Tests: health.confidant.agreement in this module; scenarios over HTTP in the server module.
 */
package health.confidant.agreement;
