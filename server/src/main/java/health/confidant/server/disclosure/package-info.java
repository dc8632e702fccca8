/**
 * The ledger of disclosures made on a consent.
 * Authority: 42 CFR 2.25, 2.32; 45 CFR 164.528(b)(2).
 * Must not know: what is a disclosure, what goes with it, who may read the accounting.
 * Tests: health.confidant.server.disclosure.
 */
package health.confidant.server.disclosure;
