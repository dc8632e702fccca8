package health.confidant.accounting;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;

/** Until when an accounting is due, and what it costs (45 CFR 164.528(c)). */
public final class Clocks {
    private static final Period ACT = Period.ofDays(60);
    private static final Period EXTENSION = Period.ofDays(30);
    private static final Period FREE = Period.ofMonths(12);

    private Clocks() {}

    /**
     * No later than 60 days after the request, or 90 where a written statement of the reasons extended it, once.
     *
     * @param extended whether that statement was given
     */
    public static Instant due(Instant requested, boolean extended) {
        Instant due = plus(requested, ACT);
        return extended ? plus(due, EXTENSION) : due;
    }

    /** An extension has to be told within the first 60 days. */
    public static boolean extendable(Instant requested, Instant now) {
        return !now.isAfter(due(requested, false));
    }

    /** The first in any 12 months is free. */
    public static boolean free(List<Instant> earlier, Instant now) {
        Instant begin = now.atOffset(ZoneOffset.UTC).minus(FREE).toInstant();
        return earlier.stream().noneMatch(request -> request.isAfter(begin) && request.isBefore(now));
    }

    private static Instant plus(Instant instant, Period period) {
        return instant.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }
}
