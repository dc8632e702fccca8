/**
 * What the program owes: the rules that a write must keep, the operations of restrictions and staff, and the wiring of
 * both.
 * Authority: 45 CFR 164.522, 164.530; 42 CFR 2.22, 2.26, 2.51; source document (contracts of couples and staff).
 * Must not know: who may see what.
 * Tests: health.confidant.server.duty.
 */
package health.confidant.server.duty;
