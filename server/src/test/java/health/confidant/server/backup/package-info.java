/** Tests of backup and restore, on a migrated database without a server. */
package health.confidant.server.backup;
