/**
 * Disclosures on a consent over HTTP: what goes with each, and what the ledger has of it.
 * Authority: 42 CFR 2.25, 2.32.
 */
package health.confidant.server.disclosure;
