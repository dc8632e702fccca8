/**
 * What the program itself writes down when somebody's request obliges it to.
 * Authority: 42 CFR 2.51(c); 45 CFR 164.522(a)(3), 164.530(j).
 * Must not know: why it writes, FHIR, HAPI, Spring, SQL.
 * Tests: health.confidant.program in this module.
 */
package health.confidant.program;
