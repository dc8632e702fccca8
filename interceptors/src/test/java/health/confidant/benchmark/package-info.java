/**
 * How long a decision takes.
 * Authority: the promise of 1 ms for 200 candidate segments.
 * Must not know: how a decision is enforced.
 * Tests: none; {@code mvn -pl interceptors -am -P benchmark verify -DskipTests} runs it.
 */
package health.confidant.benchmark;
