package health.confidant.selfaccess;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Chart.masked;
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
import org.junit.jupiter.api.Test;

class SelfPolicyTest {
    @Test
    void judgeWhenOwnRecordThenPermitsToReadEveryTrack() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.READ);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.COUPLES), nothing()))
                .isEqualTo(Says.READ);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenOwnPrivacyPapersOrDemographicsThenPermitsToWrite() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenAnotherPurposeThenSaysNothing() {
        assertThat(says(asks(patient(ANA), Purpose.TREAT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.HOPERAT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.HPAYMT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.HRESCH), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.BTG), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.HLEGAL), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenPartnersRecordThenSaysNothing() {
        assertThat(says(asks(patient(BEN), Purpose.PATRQT), part2(ANA, Track.INDIVIDUAL), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(BEN), Purpose.PATRQT), part2(ANA, Track.COUPLES), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(BEN), Purpose.PATRQT), part2(ANA, Track.GENERAL), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(BEN), Purpose.PATRQT), part2(ANA, Track.BILLING), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(BEN), Purpose.PATRQT), part2(ANA, Track.PRIVACY), theCouple()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCurrentPartnerThenPermitsToReadWhatIsTheCouples() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(COUPLE, Track.COUPLES), theCouple()))
                .isEqualTo(Says.READ);
        assertThat(says(asks(patient(CY), Purpose.PATRQT), part2(COUPLE, Track.COUPLES), theCouple()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenMessagesAreMaskedThenPermitsToWriteTheOwnAndTheCouples() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), masked(ANA, Track.INDIVIDUAL, ""), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), masked(COUPLE, Track.COUPLES, ""), theCouple()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(patient(BEN), Purpose.PATRQT), masked(ANA, Track.INDIVIDUAL, ""), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(CY), Purpose.PATRQT), masked(COUPLE, Track.COUPLES, ""), theCouple()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnOutsideSystemBroughtTheMaskedMessageThenPermitsToReadAlone() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), masked(ANA, Track.INDIVIDUAL, "ehr"), nothing()))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenFormerPartnerThenSaysNothing() {
        assertThat(says(
                        asks(patient(ANA), Purpose.PATRQT),
                        part2(COUPLE, Track.COUPLES),
                        nothing().couple(BEN).during(Given.EXPIRED).couple(ANA)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCallerIsNoPatientThenSaysNothing() {
        assertThat(says(asks(actor("Patient/ana", Role.EHR), Purpose.PATRQT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new SelfPolicy(), request, segment, given);
    }
}
