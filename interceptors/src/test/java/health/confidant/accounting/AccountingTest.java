package health.confidant.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.report.Report;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountingTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private static Disclosed disclosed(String at, String recipient, String purpose) {
        return new Disclosed(
                Instant.parse(at), recipient, "Harbor Plan", "1 Main St, Reno", purpose, List.of("Claim"), "r-" + at);
    }

    /** Requirements 56, 57. */
    @Test
    void treatmentPaymentAndOperationsGoBackThreeYearsAndTheRestSix() {
        List<Disclosed> ledger = List.of(
                disclosed("2023-03-05T12:00:00Z", "Organization/1", "HPAYMT"),
                disclosed("2023-03-05T11:59:59Z", "Organization/1", "TREAT"),
                disclosed("2020-03-05T12:00:00Z", "Organization/2", "HLEGAL"),
                disclosed("2020-03-05T11:59:59Z", "Organization/2", "HRESCH"),
                disclosed("2026-01-01T00:00:00Z", "Organization/3", "PATRQT"));
        assertThat(Accounting.told(ledger, List.of(), NOW))
                .extracting(Disclosed::purpose)
                .containsExactly("HLEGAL", "HPAYMT");
    }

    /** Requirement 59. */
    @Test
    void suspendedRecipientIsLeftOutAsLongAsItIsSuspended() {
        List<Disclosed> ledger = List.of(disclosed("2026-01-01T00:00:00Z", "Organization/agency", "HLEGAL"));
        Suspension suspension = Suspension.of("Organization/agency", NOW, Instant.parse("2026-04-01T00:00:00Z"), true);
        assertThat(Accounting.told(ledger, List.of(suspension), NOW)).isEmpty();
        assertThat(Accounting.told(ledger, List.of(suspension), Instant.parse("2026-04-01T00:00:00Z")))
                .hasSize(1);
        assertThat(Accounting.told(
                        ledger, List.of(Suspension.of("Organization/other", NOW, NOW.plusSeconds(9), true)), NOW))
                .hasSize(1);
    }

    /** Requirement 59. */
    @Test
    void oralStatementSuspendsForThirtyDaysAtMost() {
        Instant month = NOW.plus(Suspension.ORAL);
        assertThat(Suspension.of("Organization/a", NOW, month, false).until()).isEqualTo(month);
        assertThatThrownBy(() -> Suspension.of("Organization/a", NOW, month.plusSeconds(1), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 days");
        assertThatThrownBy(() -> Suspension.of("Organization/a", NOW, NOW, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Requirement 58. */
    @Test
    void sameRecipientAndPurposeAreOneLineWithFirstNumberAndLast() {
        List<Disclosed> told = List.of(
                disclosed("2026-01-01T00:00:00Z", "Organization/1", "HPAYMT"),
                disclosed("2026-01-08T00:00:00Z", "Organization/1", "HPAYMT"),
                disclosed("2026-01-09T00:00:00Z", "Organization/1", "TREAT"),
                disclosed("2026-02-01T00:00:00Z", "Organization/1", "HPAYMT"));
        Report report = Accounting.report("Maya", told, true, NOW);
        assertThat(report.rows())
                .containsExactly(
                        List.of("2026-01-01 to 2026-02-01", "Harbor Plan", "1 Main St, Reno", "bills", "payment", "3"),
                        List.of("2026-01-09", "Harbor Plan", "1 Main St, Reno", "bills", "treatment", "1"));
        assertThat(report.notes()).anyMatch(note -> note.contains("This accounting is free"));
        assertThat(Accounting.report("Maya", told, false, NOW).notes())
                .anyMatch(note -> note.contains("reasonable fee"));
    }

    /** Requirement 57. */
    @Test
    void firstOfTwelveMonthsIsFree() {
        assertThat(Clocks.free(List.of(), NOW)).isTrue();
        assertThat(Clocks.free(List.of(Instant.parse("2025-03-05T12:00:00Z")), NOW))
                .isTrue();
        assertThat(Clocks.free(List.of(Instant.parse("2025-03-05T12:00:01Z")), NOW))
                .isFalse();
    }

    /** Requirement 57. */
    @Test
    void dueInSixtyDaysAndNinetyOnceExtended() {
        assertThat(Clocks.due(NOW, false)).isEqualTo(Instant.parse("2026-05-04T12:00:00Z"));
        assertThat(Clocks.due(NOW, true)).isEqualTo(Instant.parse("2026-06-03T12:00:00Z"));
        assertThat(Clocks.extendable(NOW, Instant.parse("2026-05-04T12:00:00Z")))
                .isTrue();
        assertThat(Clocks.extendable(NOW, Instant.parse("2026-05-04T12:00:01Z")))
                .isFalse();
    }
}
