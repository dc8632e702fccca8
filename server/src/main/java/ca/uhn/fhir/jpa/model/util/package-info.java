/**
 * The one class of HAPI's that is replaced by one of the same name, because it is static and private: search hashes.
 * Authority: ADR 0062.
 * Must not know: anything of ours; it is handed its key.
 * Tests: health.confidant.server.atrest.
 */
package ca.uhn.fhir.jpa.model.util;
