/**
 * How long a decision takes.
 * Authority: the promise of 1 ms for 200 candidate segments.
 * Must not know: how a decision is enforced.
 * Tests: none; {@code mvn -pl ig,interceptors -P benchmark verify -DskipTests} runs it.
 */
package health.confidant.benchmark;
