/**
 * Clients that other people wrote, against the running server: fhirclient in headless Chromium, fhir-kit-client, HAPI's.
 * They need Node, npm and Chromium, which {@code .ci/run} installs; the Maven profile {@code clients} turns them on.
 * Authority: SMART App Launch 2.2; W3C Web Authentication; WCAG 2.2.
 */
package health.confidant.server.clients;
