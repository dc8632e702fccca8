/** Bulk export as systems see it, over HTTP; and the paging by itself. */
package health.confidant.server.export;
