package health.confidant.access;

import java.time.Instant;

/**
 * The question that a decision answers.
 *
 * @param at the database's clock, not the machine's
 */
public record AccessRequest(Actor actor, Purpose purpose, Instant at) {}
