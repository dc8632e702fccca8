/**
 * Which records' periods are over, and what is left of them that names nobody.
 * Authority: 45 CFR 164.316(b)(2)(i), 164.530(j), 164.514(b)(2); 42 CFR 2.16(a)(1)(ii)(D); server/docs/retention.md.
 * Must not know: how a record is destroyed; two officers do that.
 * Tests: health.confidant.server.retention; the rules in health.confidant.retention.
 */
package health.confidant.server.retention;
