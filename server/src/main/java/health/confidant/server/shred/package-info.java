/**
 * Destroys a person's or a couple's record for good: keys, rows, indexes, documents; and again after a restore.
 * Authority: 42 CFR 2.16(a)(1)(ii)(B); 45 CFR 164.316(b)(2)(i), 164.530(j) for what is kept; ADR 0063.
 * Must not know: what is in a record.
 * Tests: health.confidant.server.shred.
 */
package health.confidant.server.shred;
