package health.confidant.retention;

import java.util.OptionalInt;

/**
 * One row of the table of periods.
 *
 * @param jurisdiction postal code of the state, or {@code *} for every one that has no row of its own
 * @param years from the last activity
 * @param minorUntil for a patient who was a minor at the last activity: kept at least until this age
 * @param basis the paragraph that asks for it
 */
public record RetentionRule(
        RecordClass recordClass, String jurisdiction, int years, OptionalInt minorUntil, String basis) {
    public RetentionRule {
        if (years < 0 || minorUntil.orElse(0) < 0) {
            throw new IllegalArgumentException("A period is not negative.");
        }
    }
}
