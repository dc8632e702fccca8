/**
 * What Confidant costs beside a plain HAPI JPA server: the benchmark ({@link health.confidant.server.benchmark.Benchmark})
 * and a small run of it as a test, which looks at answers and never at times. Figures: {@code server/docs/benchmarks.md}.
 */
package health.confidant.server.benchmark;
