/**
 * The demo world: the guide's cast, posted by its own members into an empty database.
 * Authority: ig, health.confidant.ig.World.
 * Must not know: policies; it has no way in that its members do not have, but for ids that never change.
 * Tests: every scenario of health.confidant.server.scenario runs on it.
 */
package health.confidant.server.demo;
