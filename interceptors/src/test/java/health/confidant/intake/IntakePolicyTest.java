package health.confidant.intake;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.intakeAlvarez;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import org.junit.jupiter.api.Test;

class IntakePolicyTest {
    @Test
    void judgeWhenIntakeThenPermitsGeneralAndPrivacy() {
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(intakeAlvarez(), Purpose.TREAT), part2(ANA, Track.PRIVACY), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(COUPLE, Track.GENERAL), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenIntakeThenSaysNothingOfTheRest() {
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(ANA, Track.COUPLES), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), part2(ANA, Track.BILLING), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.HOPERAT), directory(""), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnotherPurposeThenSaysNothing() {
        assertThat(says(asks(intakeAlvarez(), Purpose.HPAYMT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.HRESCH), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.BTG), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.HLEGAL), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(intakeAlvarez(), Purpose.PATRQT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnotherRoleThenSaysNothing() {
        assertThat(says(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.GENERAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new IntakePolicy(), request, segment, given);
    }
}
