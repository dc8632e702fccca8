/**
 * One sealed file that holds the whole database, and the way back. The key store is never in it.
 * Authority: 45 CFR 164.308(a)(7)(ii)(A), (B); server/docs/backup.md.
 * Must not know: what a table means.
 * Tests: health.confidant.server.backup.
 */
package health.confidant.server.backup;
