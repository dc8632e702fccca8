package health.confidant.ig.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void linesWhenNamedByNumberThenRangesAreWrittenOut() {
        assertThat(Citations.lines("Requirements 1-3, 31; 42 CFR 2.11")).containsExactly(1, 2, 3, 31);
        assertThat(Citations.lines("requirement lines 36, 70 and 72)")).containsExactly(36, 70, 72);
        assertThat(Citations.lines("an accepted restriction binds (requirement line 66)"))
                .containsExactly(66);
        assertThat(Citations.lines("billing gets no clinical notes (line 70)")).containsExactly(70);
    }

    @Test
    void linesWhenAnotherNumberStandsThereThenNone() {
        assertThat(Citations.lines("the requirement 2.31(b), online 12, two lines 4"))
                .isEmpty();
    }

    /** Every line of the real requirements is named by the real sources, or the table says why it is not met. */
    @Test
    void missingWhenRealSourcesThenNone() {
        assertThat(new Trace(Path.of("..").toAbsolutePath().normalize(), Map.of()).missing())
                .isEmpty();
    }
}
