/**
 * The bar on disclosure of substance use disorder records outside the program.
 * Authority: 42 CFR 2.13(a), 2.12(d), 2.31(c), 2.61.
 * Must not know: other policies, FHIR resources, HAPI, Spring, SQL.
 * Tests: health.confidant.part2 in this module.
 */
package health.confidant.part2;
