/**
 * The build of the guide: FSH to resources, resources to the package that the server loads, pages to the site it serves.
 * Authority: HL7 FHIR Shorthand; the FHIR NPM package specification (confluence.hl7.org, "NPM Package Specification").
 * Must not know: the server and its policies as code; it reads their papers (scenarios, refusals) as files.
 * Tests: health.confidant.ig.build in this module; health.confidant.ig in the guide's.
 */
package health.confidant.ig.build;
