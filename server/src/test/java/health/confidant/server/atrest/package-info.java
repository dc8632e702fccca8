/** Tests of the rows at rest: what is in the tables, and what becomes of a row that somebody changed there. */
package health.confidant.server.atrest;
