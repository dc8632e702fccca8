/**
 * The implementation guide as the server and the tests read it: the cast and their records, and our code systems.
 * Authority: HL7 FHIR R4; 42 CFR 2.31(a) for what a consent must say. All people are invented.
 * Must not know: HAPI, Spring, JSON libraries, how the records are stored.
 * Tests: health.confidant.ig in this module.
 */
package health.confidant.ig;
