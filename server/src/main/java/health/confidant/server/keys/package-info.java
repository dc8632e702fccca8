/**
 * Data keys, one for each owner and class of record, wrapped by a key outside the database; and what seals with them.
 * Authority: 45 CFR 164.312(a)(2)(iv); 42 CFR 2.16(a)(1)(ii)(B); NIST SP 800-38D (GCM), SP 800-57 (key periods).
 * Must not know: FHIR, HAPI, what is sealed.
 * Tests: health.confidant.server.keys.
 */
package health.confidant.server.keys;
