/**
 * Security labels, and the labeling service that computes them together with a resource's segment.
 * Authority: HL7 DS4P, v3-Confidentiality, v3-ActCode; 42 CFR 2.11 (Records, SUD counseling notes).
 * Must not know: who asks, any policy, HAPI's server, Spring, SQL.
 * Tests: health.confidant.label in this module.
 */
package health.confidant.label;
