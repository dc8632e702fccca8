/**
 * Owners and segments: labels what comes in, places it, moves it when its labels change, projects its facts.
 * Authority: ADR 0001; HL7 DS4P (labeling service).
 * Must not know: who may see what.
 * Tests: health.confidant.server.segment.
 */
package health.confidant.server.segment;
