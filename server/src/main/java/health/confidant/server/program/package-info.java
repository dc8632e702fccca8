/**
 * The program's own pen: papers that somebody's request obliges the program to write, in that person's name.
 * Authority: 42 CFR 2.51(c); 45 CFR 164.522(a)(3).
 * Must not know: why a paper is written. It writes through the same decision, labels and audit as everybody.
 * Tests: health.confidant.server.breakglass.
 */
package health.confidant.server.program;
