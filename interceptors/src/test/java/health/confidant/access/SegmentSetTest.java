package health.confidant.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentSetTest {
    @Property(tries = 200)
    void ofWhenGivenIdsThenContainsThoseAloneAndWritesThemOnceInOrder(
            @ForAll List<@IntRange(max = 300) Integer> ids, @ForAll @IntRange(max = 300) int other) {
        SegmentSet set = SegmentSet.of(ids);

        assertThat(ids).allMatch(set::contains);
        assertThat(set.contains(other)).isEqualTo(ids.contains(other));
        assertThat(set.toArrayLiteral())
                .isEqualTo(ids.stream()
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @Property(tries = 200)
    void containsAllWhenEachIdIsThereAndOnlyThen(
            @ForAll List<@IntRange(max = 30) Integer> ids, @ForAll List<@IntRange(max = 30) Integer> others) {
        assertThat(SegmentSet.of(ids).containsAll(SegmentSet.of(others))).isEqualTo(ids.containsAll(others));
    }

    @Test
    void containsWhenNegativeThenFalse() {
        assertThat(SegmentSet.of(List.of(1)).contains(-1)).isFalse();
    }
}
