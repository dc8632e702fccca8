/**
 * R4 resources without the 18 identifiers of Safe Harbor.
 * Authority: 45 CFR 164.514(b)(2), (c); 42 CFR 2.16(a)(1)(ii)(D), 2.54.
 * Must not know: why they are made anonymous, or where they go.
 * Tests: health.confidant.fhir.retention.
 */
package health.confidant.fhir.retention;
