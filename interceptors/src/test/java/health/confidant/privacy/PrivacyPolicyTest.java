package health.confidant.privacy;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.intakeAlvarez;
import static health.confidant.cast.Cast.officerSato;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import health.confidant.label.Label;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrivacyPolicyTest {
    @Test
    void judgeWhenOfficerThenKeepsThePrivacyTrackAndReadsDemographics() {
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(COUPLE, Track.PRIVACY), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenOfficerAndPaperOfStaffThenPermits() {
        Segment paper = new Segment(
                9, Cast.DIRECTORY, Track.PRIVACY, Set.of(Label.RESTRICTED), "", "Practitioner/lee", Set.of());

        assertThat(says(asks(officerSato(), Purpose.HOPERAT), paper, nothing())).isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenOfficerThenSaysNothingOfTheRest() {
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(ANA, Track.COUPLES), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(officerSato(), Purpose.HOPERAT), directory(""), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnotherPurposeThenSaysNothing() {
        assertThat(says(asks(officerSato(), Purpose.TREAT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(officerSato(), Purpose.HLEGAL), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(officerSato(), Purpose.PATRQT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnotherRoleThenSaysNothing() {
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new PrivacyPolicy(), request, segment, given);
    }
}
