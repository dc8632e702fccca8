package health.confidant.billing;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.billerMo;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.intakeAlvarez;
import static health.confidant.cast.Cast.officerSato;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.identity;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import org.junit.jupiter.api.Test;

class BillingPolicyTest {
    @Test
    void judgeWhenBillerAndPaymentThenPermitsTheBillingTrack() {
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenBillerHasAnotherPurposeThenSaysNothing() {
        assertThat(says(asks(billerMo(), Purpose.TREAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(billerMo(), Purpose.HOPERAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(billerMo(), Purpose.PATRQT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenBillerThenForbidsEverythingElse() {
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(ANA, Track.COUPLES), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(COUPLE, Track.COUPLES), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), part2(COUPLE, Track.BILLING), nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenOtherStaffThenForbidsTheBillingTrack() {
        assertThat(says(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(therapistLee(), Purpose.TREAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(actor("Practitioner/rx", Role.PRESCRIBER), Purpose.TREAT),
                        part2(ANA, Track.BILLING),
                        nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenClinicianIsAlsoABillerThenForbidsBoth() {
        assertThat(says(
                        asks(actor("Practitioner/x", Role.BILLER, Role.PRESCRIBER), Purpose.HPAYMT),
                        part2(ANA, Track.BILLING),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(actor("Practitioner/x", Role.BILLER, Role.PRESCRIBER), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenOutsideOrPatientThenSaysNothing() {
        assertThat(says(
                        asks(actor("Organization/plan", Role.PAYER), Purpose.HPAYMT),
                        part2(ANA, Track.BILLING),
                        nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenDirectoryThenSaysNothing() {
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), directory(""), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenBillerAndPaymentThenPermitsToReadWhoThePatientIs() {
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), identity(ANA), nothing()))
                .isEqualTo(Says.READ);
        assertThat(says(asks(billerMo(), Purpose.TREAT), identity(ANA), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), identity(COUPLE), nothing()))
                .isEqualTo(Says.NEVER);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new BillingPolicy(), request, segment, given);
    }
}
