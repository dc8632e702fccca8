/**
 * Operations on consents: taking one back, and what a draft of one would change.
 * Authority: 42 CFR 2.31(a)(6), 2.33(a)(2) (revocation in writing); FHIR R4 Consent.
 * Must not know: the policies, how records are carved.
 * Tests: health.confidant.server.consent.
 */
package health.confidant.server.consent;
