package health.confidant.accounting;

import java.time.Duration;
import java.time.Instant;

/**
 * An agency's statement that an accounting would impede its work (45 CFR 164.528(a)(2)). The patient is not told.
 *
 * @param recipient reference of the agency, whose disclosures are left out meanwhile
 * @param until end of the suspension
 */
public record Suspension(String recipient, Instant from, Instant until) {
    /** An oral statement holds no longer, unless a written one follows. */
    public static final Duration ORAL = Duration.ofDays(30);

    /**
     * @param written whether the statement is in writing
     * @throws IllegalArgumentException when an oral statement is to hold for more than 30 days, or no time at all
     */
    public static Suspension of(String recipient, Instant from, Instant until, boolean written) {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("The suspension has to end after it begins.");
        }
        if (!written && until.isAfter(from.plus(ORAL))) {
            throw new IllegalArgumentException("An oral statement suspends for 30 days at most.");
        }
        return new Suspension(recipient, from, until);
    }

    public boolean inForce(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean covers(Disclosed disclosed, Instant now) {
        return disclosed.recipient().equals(recipient) && inForce(now);
    }
}
