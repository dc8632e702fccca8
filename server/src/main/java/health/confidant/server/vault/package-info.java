/**
 * Documents and recordings of any length: sealed on their way to a folder, bound to their DocumentReference, opened for
 * whoever may read that.
 * Authority: source document (documents encrypted at once into a vault); 45 CFR 164.312(a)(2)(iv); ADR 0064.
 * Must not know: who may see what; it asks the decision about the DocumentReference's segment.
 * Tests: health.confidant.server.vault.
 */
package health.confidant.server.vault;
