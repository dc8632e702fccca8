/**
 * The words of an access decision as types, and the policy decision point that runs the policies.
 * Authority: XACML 3.0 (vocabulary), 42 CFR 2.13(a) (default deny), HL7 v3 ActReason (purposes).
 * Must not know: any single policy, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.access in this module.
 */
package health.confidant.access;
