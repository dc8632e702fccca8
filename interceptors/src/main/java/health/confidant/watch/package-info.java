/**
 * What a privacy officer wants to be told of: small named rules over the records of the journal. A rule alarms, it never
 * decides; each says when it alarms for nothing.
 * Authority: 45 CFR 164.308(a)(1)(ii)(D), 164.312(b): information system activity review.
 * Must not know: FHIR, SQL, where facts come from.
 * Tests: health.confidant.watch in this module.
 */
package health.confidant.watch;
