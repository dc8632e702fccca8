package health.confidant.part2;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.officerSato;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Chart.imported;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import health.confidant.label.Label;
import org.junit.jupiter.api.Test;

class Part2PolicyTest {
    @Test
    void judgeWhenOutsideAndNoConsentThenForbids() {
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(actor("Organization/plan", Role.PAYER), Purpose.HPAYMT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(actor("Organization/lab", Role.RESEARCHER), Purpose.HRESCH),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenConsentSelectsThenObligesToGiveNotice() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.DISCLOSED);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)
                                .permit(BEN, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.DISCLOSED);
    }

    @Test
    void judgeWhenConsentIsForAnotherPurposeOrPatientThenForbids() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HPAYMT)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        theCouple().permit(BEN, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenOnePartnerOnlyConsentsThenForbids() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenCallerBroughtItThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        imported(ANA, "hospital-ehr", Label.RESTRICTED, Label.PART2),
                        nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        imported(ANA, "other-ehr", Label.RESTRICTED, Label.PART2),
                        nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenNoPart2LabelThenSaysNothing() {
        assertThat(says(asks(hospital(), Purpose.TREAT), imported(ANA, "other-ehr", Label.NORMAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenInsideThenSaysNothing() {
        assertThat(says(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenLegalPurposeThenForbidsWhoeverHasNoConsentForThat() {
        assertThat(says(
                        asks(hospital(), Purpose.HLEGAL),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(hospital(), Purpose.HLEGAL),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HLEGAL)))
                .isEqualTo(Says.DISCLOSED);
        assertThat(says(
                        asks(counselorKim(), Purpose.HLEGAL),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HLEGAL)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(officerSato(), Purpose.HLEGAL),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HLEGAL)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(patient(ANA), Purpose.HLEGAL),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HLEGAL)))
                .isEqualTo(Says.NEVER);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new Part2Policy(), request, segment, given);
    }
}
