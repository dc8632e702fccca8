package health.confidant.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartialDateTest {
    private static final List<Integer> PRECISIONS = List.of(4, 7, 10);
    private static final Retention RULES = new Retention(new RetentionRules(
            List.of(new RetentionRule(RecordClass.CLINICAL, "*", 7, OptionalInt.of(19), "a rule for minors"))));

    @Test
    void yearAndMonthMeanTheirLastDay() {
        assertThat(PartialDate.latest("2005")).contains(LocalDate.of(2005, 12, 31));
        assertThat(PartialDate.latest("2004-02")).contains(LocalDate.of(2004, 2, 29));
        assertThat(PartialDate.latest("2005-02")).contains(LocalDate.of(2005, 2, 28));
        assertThat(PartialDate.latest("2005-02-03")).contains(LocalDate.of(2005, 2, 3));
    }

    @Test
    void dayIsTheSameInEveryTimeZone() {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(PartialDate.latest("2005-02-03")).as(zone).contains(LocalDate.of(2005, 2, 3));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void whatIsNoDateIsNotKnown() {
        for (String text : List.of("", "2005-13", "2005-02-30", "05", "about", "2005-02-03T10:00:00Z", "a005")) {
            assertThat(PartialDate.latest(text)).as(text).isEmpty();
        }
    }

    /** Seventeen on the day of the last entry, by a birth date of which the year alone is known. */
    @Test
    void whoMayHaveBeenAMinorWasOne() {
        LocalDate last = LocalDate.of(2023, 6, 1);
        RetentionCase item = new RetentionCase(
                "Patient/x", RecordClass.CLINICAL, "WY", PartialDate.latest("2005"), last, false, false);
        RetentionRules longer = new RetentionRules(
                List.of(new RetentionRule(RecordClass.CLINICAL, "*", 1, OptionalInt.of(25), "a rule for minors")));
        assertThat(new Retention(longer).judge(item, LocalDate.of(2030, 12, 31)).verdict())
                .isEqualTo(Retention.Verdict.KEEP);
        assertThat(new Retention(longer).judge(item, LocalDate.of(2031, 1, 1)).verdict())
                .isEqualTo(Retention.Verdict.DUE);
    }

    /** Whatever the true day is: what is known less exactly is never due earlier. */
    @Property(tries = 2_000)
    void doubtAboutTheBirthDateKeeps(
            @ForAll @IntRange(max = 20_000) int born,
            @ForAll @IntRange(max = 12_000) int age,
            @ForAll @IntRange(max = 12_000) int since) {
        LocalDate birth = LocalDate.of(1960, 1, 1).plusDays(born);
        LocalDate last = birth.plusDays(age);
        LocalDate today = last.plusDays(since);
        Retention.Verdict certain = verdict(Optional.of(birth), last, today);
        for (int precision : PRECISIONS) {
            Optional<LocalDate> latest = PartialDate.latest(birth.toString().substring(0, precision));
            assertThat(latest).isPresent();
            assertThat(latest.get()).isAfterOrEqualTo(birth);
            assertThat(latest.get().toString()).startsWith(birth.toString().substring(0, precision));
            if (certain == Retention.Verdict.KEEP) {
                assertThat(verdict(latest, last, today)).isEqualTo(Retention.Verdict.KEEP);
            }
        }
    }

    private static Retention.Verdict verdict(Optional<LocalDate> birth, LocalDate last, LocalDate today) {
        return RULES.judge(new RetentionCase("Patient/x", RecordClass.CLINICAL, "WY", birth, last, false, false), today)
                .verdict();
    }
}
