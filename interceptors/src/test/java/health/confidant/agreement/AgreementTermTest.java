package health.confidant.agreement;

import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.ledger;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Actor;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.StandingFact;
import health.confidant.access.Track;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 42 CFR 2.12(c)(4); 45 CFR 164.504(e). */
class AgreementTermTest {
    private static final Actor LEDGER = asks(ledger(), Purpose.HPAYMT).actor();
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    /** The first instant after 30 June. */
    private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void refusalWhenAgreementIsInForceThenNone() {
        assertThat(AgreementTerm.refusal(LEDGER, List.of(agreement(START, END)), END.minusNanos(1)))
                .isEmpty();
    }

    @Test
    void refusalWhenAgreementHasEndedThenSaysItsLastDayFromThatSecondOn() {
        assertThat(AgreementTerm.refusal(LEDGER, List.of(agreement(START, END)), END))
                .hasValueSatisfying(text -> assertThat(text).contains("ended on 2026-06-30", "164.504(e)"));
    }

    @Test
    void refusalWhenAnotherAgreementIsInForceThenNone() {
        assertThat(AgreementTerm.refusal(
                        LEDGER, List.of(agreement(START, END), agreement(END, Instant.MAX)), END.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void refusalWhenThereIsNoneOrItHasNotBegunThenSaysSo() {
        assertThat(AgreementTerm.refusal(LEDGER, List.of(), END))
                .hasValueSatisfying(text -> assertThat(text).contains("no agreement"));
        assertThat(AgreementTerm.refusal(LEDGER, List.of(agreement(END, Instant.MAX)), START))
                .hasValueSatisfying(text -> assertThat(text).contains("no agreement"));
    }

    @Test
    void refusalWhenCallerNeedsNoAgreementThenNone() {
        assertThat(AgreementTerm.refusal(asks(hospital(), Purpose.TREAT).actor(), List.of(), END))
                .isEmpty();
    }

    private static StandingFact agreement(Instant start, Instant end) {
        return new StandingFact(
                LEDGER.reference(),
                StandingFact.Kind.AGREEMENT,
                Set.of(Track.BILLING),
                Set.of(Purpose.HPAYMT),
                new Period(start, end));
    }
}
