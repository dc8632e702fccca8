/**
 * Rules that the image's files and the build's own must keep, checked without a container engine.
 * Authority: CIS Docker Benchmark 1.6 sections 4 and 5; 45 CFR 164.312(a).
 * Must not know: anything of the server.
 * Tests: these are the tests.
 */
package health.confidant.docker;
