package health.confidant.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import health.confidant.access.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.BaseDateTimeType;

/**
 * FHIR periods as half-open stretches of time.
 *
 * <p>R4 Period: "if the end of the period has value 2012-02-03, it includes any matching date/time"; an end is thus
 * inclusive at its own precision. A date without a zone is a UTC date, on every machine.
 */
public final class Periods {
    /** No instant lies in it. */
    public static final Period NEVER = new Period(Instant.MIN, Instant.MIN);

    private Periods() {}

    /** An absent end is open. A period that ends before it starts contains nothing. */
    public static Period of(org.hl7.fhir.r4.model.Period period) {
        Instant start = period.hasStart() ? first(period.getStartElement()) : Instant.MIN;
        Instant end = period.hasEnd() ? afterLast(period.getEndElement()) : Instant.MAX;
        return start.isBefore(end) ? new Period(start, end) : NEVER;
    }

    /** The stretch that a date names at its own precision: a day is all of that day. */
    public static Period of(BaseDateTimeType time) {
        return new Period(first(time), afterLast(time));
    }

    /** What lies in both, or {@link #NEVER}. */
    public static Period intersect(Period a, Period b) {
        Instant start = a.start().isAfter(b.start()) ? a.start() : b.start();
        Instant end = a.end().isBefore(b.end()) ? a.end() : b.end();
        return start.isBefore(end) ? new Period(start, end) : NEVER;
    }

    private static Instant first(BaseDateTimeType time) {
        return timed(time) ? time.getValue().toInstant() : midnight(date(time));
    }

    private static Instant afterLast(BaseDateTimeType time) {
        return switch (time.getPrecision()) {
            case YEAR -> midnight(date(time).plusYears(1));
            case MONTH -> midnight(date(time).plusMonths(1));
            case DAY -> midnight(date(time).plusDays(1));
            case MINUTE -> time.getValue().toInstant().plus(1, ChronoUnit.MINUTES);
            case SECOND -> time.getValue().toInstant().plusSeconds(1);
            case MILLI -> time.getValue().toInstant().plusMillis(1);
        };
    }

    private static boolean timed(BaseDateTimeType time) {
        return time.getPrecision().ordinal() > TemporalPrecisionEnum.DAY.ordinal();
    }

    /** The fields as written; HAPI's own conversion would take the zone of the machine. */
    private static LocalDate date(BaseDateTimeType time) {
        boolean month = time.getPrecision() != TemporalPrecisionEnum.YEAR;
        boolean day = month && time.getPrecision() != TemporalPrecisionEnum.MONTH;
        return LocalDate.of(time.getYear(), month ? time.getMonth() + 1 : 1, day ? time.getDay() : 1);
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
