package health.confidant.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
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

    @Test
    void fewSegmentsAreAnArray() {
        assertThat(SegmentSet.NONE.toScopeLiteral()).isEqualTo("{}");
        assertThat(SegmentSet.of(List.of(12, 1, 100_000)).toScopeLiteral()).isEqualTo("{1,12,100000}");
    }

    @Property
    void eitherFormNamesTheSameSegments(@ForAll Set<@IntRange(min = 0, max = 3_000) Integer> ids) {
        String literal = SegmentSet.of(ids).toScopeLiteral();
        BitSet named = new BitSet();
        if (literal.startsWith("\\x")) {
            // PostgreSQL's get_bit: bit 0 is the least significant one of the first byte.
            byte[] bytes = HexFormat.of().parseHex(literal.substring(2));
            for (int n = 0; n < 8 * bytes.length; n++) {
                named.set(n, (bytes[n / 8] >> n % 8 & 1) == 1);
            }
        } else {
            for (String id : literal.substring(1, literal.length() - 1).split(",")) {
                if (!id.isEmpty()) {
                    named.set(Integer.parseInt(id));
                }
            }
        }
        assertThat(named.stream().boxed()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(literal.length())
                .isLessThanOrEqualTo(SegmentSet.of(ids).toArrayLiteral().length());
    }
}
