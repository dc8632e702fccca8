/** Who sees what: a table of scenarios, each asked through every door of the API. */
package health.confidant.server.scenario;
