/** Tests of the guide as it is served, and of what it says against what the server does. */
package health.confidant.server.guide;
