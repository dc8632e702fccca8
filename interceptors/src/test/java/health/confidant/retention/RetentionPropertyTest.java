package health.confidant.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against an oracle that counts year, month and day as numbers and knows nothing of the code. */
class RetentionPropertyTest {
    private static final List<RetentionRule> TABLE = List.of(
            new RetentionRule(RecordClass.CLINICAL, "*", 10, OptionalInt.of(28), "a"),
            new RetentionRule(RecordClass.CLINICAL, "CA", 7, OptionalInt.of(19), "b"),
            new RetentionRule(RecordClass.CLINICAL, "NY", 6, OptionalInt.of(19), "c"),
            new RetentionRule(RecordClass.CLINICAL, "NY", 3, OptionalInt.of(25), "d"),
            new RetentionRule(RecordClass.CLINICAL, "FL", 5, OptionalInt.empty(), "e"),
            new RetentionRule(RecordClass.AUDIT, "*", 6, OptionalInt.empty(), "f"),
            new RetentionRule(RecordClass.PAPERS, "*", 6, OptionalInt.empty(), "g"));

    private final Retention retention = new Retention(new RetentionRules(TABLE));

    record Asked(RetentionCase item, LocalDate today) {}

    @Provide
    Arbitrary<Asked> cases() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 40_000).map(n -> LocalDate.of(1940, 1, 1)
                .plusDays(n));
        Arbitrary<LocalDate> leap = Arbitraries.of(LocalDate.of(2004, 2, 29), LocalDate.of(2008, 2, 29));
        Arbitrary<LocalDate> births =
                Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, days), net.jqwik.api.Tuple.of(1, leap));
        return Combinators.combine(
                        Arbitraries.of(RecordClass.values()),
                        Arbitraries.of("CA", "NY", "FL", "WY"),
                        births.optional(0.9),
                        births,
                        Arbitraries.of(true, false, false, false),
                        Arbitraries.of(true, false, false),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-3, 3)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-9000, 9000))),
                        Arbitraries.integers().between(0, 30))
                .as((kind, state, birth, last, open, held, shift, years) -> new Asked(
                        new RetentionCase("Patient/x", kind, state, birth, last, open, held),
                        last.plusYears(years).plusDays(shift)));
    }

    @Property(tries = 10_000)
    void verdictIsTheOracles(@ForAll("cases") Asked asked) {
        assertThat(retention.judge(asked.item(), asked.today()).verdict())
                .isEqualTo(Oracle.verdict(asked.item(), asked.today()));
    }

    @Property(tries = 10_000)
    void nothingIsDueBeforeItsPeriodOrUnderAHold(@ForAll("cases") Asked asked) {
        Retention.Finding finding = retention.judge(asked.item(), asked.today());
        if (finding.verdict() == Retention.Verdict.DUE) {
            assertThat(asked.item().held() || asked.item().open()).isFalse();
            assertThat(asked.today()).isAfter(asked.item().lastActivity().plusYears(3));
            if (asked.item().recordClass() == RecordClass.AUDIT || asked.item().recordClass() == RecordClass.PAPERS) {
                assertThat(asked.today()).isAfter(asked.item().lastActivity().plusYears(6));
            }
        }
    }

    /** Dates as numbers {@code yyyymmdd}: an anniversary adds to the year alone, and 29 February becomes 1 March. */
    private static final class Oracle {
        static Retention.Verdict verdict(RetentionCase item, LocalDate today) {
            long now = number(today);
            long last = number(item.lastActivity());
            boolean over;
            switch (item.recordClass()) {
                case AUDIT, PAPERS -> over = now > plus(last, 6);
                case BILLING -> over = false;
                default -> {
                    Optional<Long> birth = item.birth().map(Oracle::number);
                    if (item.jurisdiction().equals("FL")) {
                        over = now > plus(last, 5);
                    } else if (birth.isEmpty()) {
                        over = false;
                    } else {
                        boolean minor = last < plus(birth.get(), 18);
                        int[] periods =
                                switch (item.jurisdiction()) {
                                    case "CA" -> new int[] {7, 19};
                                    case "NY" -> new int[] {6, 25};
                                    default -> new int[] {10, 28};
                                };
                        over = now > plus(last, periods[0]) && (!minor || now > plus(birth.get(), periods[1]));
                    }
                }
            }
            if (!over || item.open()) {
                return Retention.Verdict.KEEP;
            }
            return item.held() ? Retention.Verdict.HELD : Retention.Verdict.DUE;
        }

        private static long plus(long day, int years) {
            long year = day / 1_0000 + years;
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return year * 1_0000 + (day % 1_0000 == 229 && !leap ? 301 : day % 1_0000);
        }

        private static long number(LocalDate day) {
            return day.getYear() * 1_0000L + day.getMonthValue() * 100L + day.getDayOfMonth();
        }
    }
}
