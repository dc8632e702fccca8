package health.confidant.access;

import java.time.Instant;

/** A half-open stretch of time, [start, end). {@link Instant#MIN} and {@link Instant#MAX} stand for open ends. */
public record Period(Instant start, Instant end) {
    public static final Period ALWAYS = new Period(Instant.MIN, Instant.MAX);

    public boolean contains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /** The next instant after {@code at} at which {@link #contains} changes, or {@link Instant#MAX}. */
    public Instant nextChange(Instant at) {
        if (at.isBefore(start)) {
            return start;
        }
        return at.isBefore(end) ? end : Instant.MAX;
    }
}
