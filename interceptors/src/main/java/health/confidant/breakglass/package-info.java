/**
 * What an emergency opens, and who may declare one.
 * Authority: 42 CFR 2.51, 2.26(a)(3)-(4); 45 CFR 164.312(a)(2)(ii), 164.522(a)(1)(iii); HL7 v3-ActReason BTG.
 * Must not know: how an emergency is recorded, FHIR, HAPI, Spring, SQL.
 * Tests: health.confidant.breakglass in this module; over HTTP health.confidant.server.breakglass.
 */
package health.confidant.breakglass;
