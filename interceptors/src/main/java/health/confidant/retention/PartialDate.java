package health.confidant.retention;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;

/** A FHIR date, of which only the year or the month may be known; read as text, since a day has no time zone. */
public final class PartialDate {
    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final int DECEMBER = 12;

    private PartialDate() {}

    /** The last day that it can mean: of two ages the younger one keeps longer. Empty for what is no date. */
    public static Optional<LocalDate> latest(String text) {
        try {
            return switch (text.length()) {
                case YEAR -> Optional.of(Year.parse(text).atMonth(DECEMBER).atEndOfMonth());
                case MONTH -> Optional.of(YearMonth.parse(text).atEndOfMonth());
                case DAY -> Optional.of(LocalDate.parse(text));
                default -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
