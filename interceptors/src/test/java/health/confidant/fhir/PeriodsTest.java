package health.confidant.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Period;
import java.time.Instant;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    private static Period period(String start, String end) {
        org.hl7.fhir.r4.model.Period period = new org.hl7.fhir.r4.model.Period();
        if (start != null) {
            period.setStartElement(new DateTimeType(start));
        }
        if (end != null) {
            period.setEndElement(new DateTimeType(end));
        }
        return Periods.of(period);
    }

    @Test
    void ofWhenEndIsCoarseThenAllOfItIsInside() {
        assertThat(period("2026-03-02", "2026-06-02"))
                .isEqualTo(new Period(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-06-03T00:00:00Z")));
        assertThat(period(null, "2026-12").end()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(period("2026", "2026"))
                .isEqualTo(new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(period(null, "2026-03-02T10:00:00-05:00").end()).isEqualTo(Instant.parse("2026-03-02T15:00:01Z"));
        assertThat(period(null, "2026-03-02T10:00:00.5Z").end()).isEqualTo(Instant.parse("2026-03-02T10:00:00.501Z"));
    }

    @Test
    void ofWhenMachineIsInAnotherZoneThenTheSame() {
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(period("2026-03-02", null).start()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void ofWhenOpenThenAlwaysAndWhenInvertedThenNever() {
        assertThat(period(null, null)).isEqualTo(Period.ALWAYS);
        assertThat(period("2026-06-02", "2026-03-02")).isEqualTo(Periods.NEVER);
        assertThat(Periods.NEVER.contains(Instant.MIN)).isFalse();
    }

    @Test
    void intersectWhenDisjointThenNever() {
        assertThat(Periods.intersect(period("2026-01", "2026-03"), period("2026-02", null)))
                .isEqualTo(period("2026-02", "2026-03"));
        assertThat(Periods.intersect(period("2026-01", "2026-01"), period("2026-02", null)))
                .isEqualTo(Periods.NEVER);
    }
}
