package health.confidant.directory;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.billerMo;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import health.confidant.label.Label;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryPolicyTest {
    @Test
    void judgeWhenAnybodyAsksThenPermitsToRead() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), directory(""), nothing()))
                .isEqualTo(Says.READ);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), directory(""), nothing()))
                .isEqualTo(Says.READ);
        assertThat(says(asks(hospital(), Purpose.TREAT), directory(""), nothing()))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenOperatorAsksThenPermitsToWriteTheProgramsPart() {
        assertThat(says(asks(actor("Practitioner/op", Role.OPERATOR), Purpose.HOPERAT), directory(""), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(
                        asks(actor("Practitioner/op", Role.OPERATOR), Purpose.HOPERAT),
                        directory("hospital-ehr"),
                        nothing()))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenSourceSystemAsksThenPermitsToWriteItsPart() {
        assertThat(says(asks(hospital(), Purpose.TREAT), directory("hospital-ehr"), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(hospital(), Purpose.TREAT), directory("other-ehr"), nothing()))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenPaperOfStaffThenPermitsItsHolderAloneToRead() {
        Segment paper = new Segment(
                9, Cast.DIRECTORY, Track.PRIVACY, Set.of(Label.RESTRICTED), "", "Practitioner/lee", Set.of());

        assertThat(says(asks(therapistLee(), Purpose.TREAT), paper, nothing())).isEqualTo(Says.READ);
        assertThat(says(asks(billerMo(), Purpose.HPAYMT), paper, nothing())).isEqualTo(Says.NOTHING);
        assertThat(says(asks(actor("Practitioner/op", Role.OPERATOR), Purpose.HOPERAT), paper, nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenSegmentIsAPatientsThenSaysNothing() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new DirectoryPolicy(), request, segment, given);
    }
}
