package health.confidant.careteam;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.intakeAlvarez;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import org.junit.jupiter.api.Test;

class CareTeamPolicyTest {
    @Test
    void judgeWhenOnTheCareTeamThenPermitsToWriteItsTrack() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenOnTheCareTeamThenPermitsToReadDemographics() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.GENERAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenOnTheCareTeamOfOneTrackThenSaysNothingOfOthers() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.BILLING),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.PRIVACY),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOnTheCareTeamOfAnotherPatientThenSaysNothing() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", CY, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.GENERAL),
                        nothing().careTeam("Practitioner/kim", CY, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCareTeamEndedOrIsToComeThenSaysNothing() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().during(Given.EXPIRED).careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().during(Given.TOMORROW).careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnotherPurposeThenSaysNothing() {
        assertThat(says(
                        asks(counselorKim(), Purpose.HOPERAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.HPAYMT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.PATRQT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.HRESCH),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.BTG),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.HLEGAL),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOnTheCouplesCareTeamThenPermitsWhatIsTheCouples() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(COUPLE, Track.GENERAL),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenOnTheCouplesCareTeamThenCoversThePartnersCouplesTrackAndDemographics() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(BEN, Track.GENERAL),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenOnTheCouplesCareTeamThenNeverCoversTheIndividualTrack() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.BILLING),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.PRIVACY),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(CY, Track.COUPLES),
                        theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenPartnerLeftThenNoLongerCoversTheirRecord() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing()
                                .careTeam("Practitioner/lee", COUPLE, Track.COUPLES)
                                .during(Given.EXPIRED)
                                .couple(ANA)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOnOnePartnersCareTeamThenSaysNothingOfTheOthers() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(BEN, Track.INDIVIDUAL),
                        theCouple().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(BEN, Track.GENERAL),
                        theCouple().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        part2(COUPLE, Track.GENERAL),
                        theCouple().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCareTeamListsNoClinicianThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Organization/hospital", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(intakeAlvarez(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().careTeam("Practitioner/alvarez", ANA, Track.INDIVIDUAL)))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new CareTeamPolicy(), request, segment, given);
    }
}
