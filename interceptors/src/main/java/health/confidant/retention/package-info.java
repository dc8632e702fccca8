/**
 * How long each class of record is kept, and what becomes of it then.
 * Authority: 45 CFR 164.316(b)(2)(i), 164.530(j); 42 CFR 2.16(a)(1)(ii); state law, entered as data.
 * Must not know: how anything is stored or destroyed.
 * Tests: health.confidant.retention.
 */
package health.confidant.retention;
