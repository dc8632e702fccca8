/**
 * An independent reading of the rules: what the law, the requirements and the decisions say of one record and one
 * caller, over a world in memory, held against what the server does with the same world.
 * Authority: 42 CFR part 2; 45 CFR 164; FHIR R4 Consent; IHE PCF; server/docs/oracle.md.
 * Must not know: policies, segments, labels, facts or any other type of the server; IndependenceTest holds it.
 */
package health.confidant.server.oracle;
