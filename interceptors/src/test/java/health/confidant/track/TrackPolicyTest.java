package health.confidant.track;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.at;
import static health.confidant.cast.Cast.billerMo;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackPolicyTest {
    @Test
    void judgeWhenIndividualPortalThenForbidsWhatIsTheCouples() {
        assertThat(says(
                        asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT),
                        part2(ANA, Track.COUPLES),
                        theCouple()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT),
                        part2(COUPLE, Track.GENERAL),
                        theCouple()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenIndividualPortalThenLeavesTheRest() {
        assertThat(says(
                        asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(at(Track.INDIVIDUAL, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCouplesPortalThenForbidsIndividualAndBilling() {
        assertThat(says(asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenCouplesPortalThenLeavesTheRest() {
        assertThat(says(asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.COUPLES), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.GENERAL), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT), part2(ANA, Track.PRIVACY), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnyOtherPortalThenForbidsBothTracks() {
        assertThat(says(asks(at(Track.BILLING, billerMo()), Purpose.HPAYMT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(at(Track.BILLING, billerMo()), Purpose.HPAYMT), part2(ANA, Track.COUPLES), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(at(Track.BILLING, billerMo()), Purpose.HPAYMT), part2(COUPLE, Track.GENERAL), nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenPortalAndConsentThenStillForbids() {
        assertThat(says(
                        asks(at(Track.INDIVIDUAL, counselorKim()), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenClinicianIsNotOnTheTeamOfTheTrackThenForbids() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", CY, Track.INDIVIDUAL)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenClinicianIsOnTheTeamOfTheTrackThenSaysNothing() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenGrantNamesClinicianAndTrackThenLifts() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenGrantNamesNoTrackOrAnotherOneThenForbids() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Practitioner/lee", Purpose.TREAT)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Practitioner/lee", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenGrantIsForAnotherPurposeOrPersonOrOverThenForbids() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(ANA, "Practitioner/kim", Purpose.HOPERAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(ANA, "Practitioner/lee", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(BEN, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().during(Given.EXPIRED).permit(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenOnePartnerOnlyGrantsWhatIsTheCouplesThenForbids() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().permit(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()
                                .permit(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)
                                .permit(BEN, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenClinicianIsOnBothTeamsThenTheClientsTrackAloneOpens() {
        Given both = theCouple()
                .careTeam("Practitioner/lee", ANA, Track.INDIVIDUAL)
                .careTeam("Practitioner/lee", COUPLE, Track.COUPLES);
        Actor lee = therapistLee();

        for (Segment clinical :
                List.of(part2(ANA, Track.INDIVIDUAL), part2(ANA, Track.COUPLES), part2(COUPLE, Track.COUPLES))) {
            assertThat(says(asks(lee, Purpose.TREAT), clinical, both))
                    .as(clinical.toString())
                    .isEqualTo(Says.NEVER);
            boolean individual = clinical.track() == Track.INDIVIDUAL;
            assertThat(says(asks(at(Track.INDIVIDUAL, lee), Purpose.TREAT), clinical, both))
                    .isEqualTo(individual ? Says.NOTHING : Says.NEVER);
            assertThat(says(asks(at(Track.COUPLES, lee), Purpose.TREAT), clinical, both))
                    .isEqualTo(individual ? Says.NEVER : Says.NOTHING);
        }
        assertThat(says(asks(lee, Purpose.TREAT), part2(BEN, Track.COUPLES), both))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenDirectoryThenSaysNothing() {
        assertThat(says(asks(at(Track.COUPLES, patient(ANA)), Purpose.PATRQT), directory(""), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(counselorKim(), Purpose.TREAT), directory(""), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new TrackPolicy(), request, segment, given);
    }
}
