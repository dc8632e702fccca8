/**
 * Operations about restrictions: to ask for one, to decide it, to end it.
 * Authority: 45 CFR 164.522(a); 42 CFR 2.26.
 * Must not know: how a restriction is enforced; an agreed one is a denial like any other.
 * Tests: health.confidant.server.restriction.
 */
package health.confidant.server.restriction;
