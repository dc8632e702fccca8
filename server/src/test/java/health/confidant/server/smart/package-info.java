/**
 * SMART App Launch 2.2 over HTTP against the whole server with its demo world: scopes at the record, launches, consent,
 * refresh and revocation, attacks, and the checks of the public conformance suites.
 * Authority: SMART App Launch 2.2; RFC 6749, 6819, 7009, 7662, 9700; 45 CFR 170.315(g)(10).
 * Must not know: classes of the server but its client side ({@code Browser}, {@code TokenCommand}).
 */
package health.confidant.server.smart;
