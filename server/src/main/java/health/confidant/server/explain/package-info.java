/**
 * Operations that say who may see what, and why: by asking the policies, never by rules of their own.
 * Authority: 42 CFR 2.22(b)(1)(iv), 2.31; source document ("who can see my record").
 * Must not know: the policies; who may do what is theirs to say.
 * Tests: health.confidant.server.explain.
 */
package health.confidant.server.explain;
