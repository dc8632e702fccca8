package health.confidant.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
    private static final Period PERIOD = new Period(START, END);

    @Test
    void containsWhenAtTheEdgesThenIsHalfOpen() {
        assertThat(PERIOD.contains(START.minusNanos(1))).isFalse();
        assertThat(PERIOD.contains(START)).isTrue();
        assertThat(PERIOD.contains(END.minusNanos(1))).isTrue();
        assertThat(PERIOD.contains(END)).isFalse();
        assertThat(Period.ALWAYS.contains(START)).isTrue();
    }

    @Test
    void nextChangeWhenBeforeDuringAndAfterThenIsStartEndAndNever() {
        assertThat(PERIOD.nextChange(START.minusNanos(1))).isEqualTo(START);
        assertThat(PERIOD.nextChange(START)).isEqualTo(END);
        assertThat(PERIOD.nextChange(END)).isEqualTo(Instant.MAX);
        assertThat(Period.ALWAYS.nextChange(START)).isEqualTo(Instant.MAX);
    }
}
