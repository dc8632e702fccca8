package health.confidant.access;

import java.time.Duration;
import java.time.Instant;

/**
 * How sure the server is of who asks, and since when (OpenID Connect {@code acr} and {@code auth_time}; RFC 9470).
 *
 * @param at when the person last proved it, not when the token was made
 */
public record Assurance(Level level, Instant at) {
    /** By how many kinds of evidence; each level satisfies those before it. */
    public enum Level {
        PASSWORD("urn:confidant:acr:password"),
        MULTI_FACTOR("urn:confidant:acr:multi-factor");

        private final String acr;

        Level(String acr) {
            this.acr = acr;
        }

        public String acr() {
            return acr;
        }
    }

    /** Whether it is at least that sure, and was proved no longer ago than that. What lies in the future is no proof. */
    public boolean reaches(Level least, Instant now, Duration limit) {
        return level.compareTo(least) >= 0 && !at.isAfter(now.plusSeconds(5)) && !at.isBefore(now.minus(limit));
    }
}
