/**
 * The audit record and the log that nobody can rewrite: canonical records, commitments to what is encrypted, the Merkle
 * tree with its proofs, signed checkpoints, receipts, and the verification of all of it without a database. One record
 * for each patient touched and request.
 * Authority: 45 CFR 164.312(b) and (c); RFC 9162 section 2.1; C2SP tlog-checkpoint and signed-note; RFC 8032; source
 * document ("an immutable record of who viewed or edited your files").
 * Must not know: FHIR resources, HAPI, Spring, SQL, where keys are kept.
 * Tests: health.confidant.audit in this module.
 */
package health.confidant.audit;
