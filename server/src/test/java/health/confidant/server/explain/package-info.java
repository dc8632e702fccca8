/**
 * Operations that explain access: each says what the doors do, and tells nothing that they hide.
 * Authority: 42 CFR 2.13(c), 2.22(b)(1)(iv).
 */
package health.confidant.server.explain;
