/**
 * The people and records of the tests, as the engine sees them.
 * Authority: none; they are made up.
 * Must not know: the outcome of any test.
 * Tests: they are the tests' own.
 */
package health.confidant.cast;
