package health.confidant.training;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.note;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import org.junit.jupiter.api.Test;

/** Source document (therapists sign); 45 CFR 164.530(b). */
class TrainingPolicyTest {
    private static final AccessRequest LEE = asks(therapistLee(), Purpose.TREAT);
    private static final String CALLER = LEE.actor().reference();

    @Test
    void judgeWhenSignedAndTrainedThenSaysNothing() {
        Given both = theCouple().signed(CALLER).trained(CALLER);

        assertThat(says(LEE, part2(COUPLE, Track.COUPLES), both)).isEqualTo(Says.NOTHING);
        assertThat(says(LEE, part2(ANA, Track.COUPLES), both)).isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOneOfThemIsMissingThenForbidsToWriteAndNotToRead() {
        for (Given one : new Given[] {
            theCouple(), theCouple().signed(CALLER), theCouple().trained(CALLER)
        }) {
            assertThat(says(LEE, part2(COUPLE, Track.COUPLES), one)).isEqualTo(Says.NEVER_WRITE);
            assertThat(says(LEE, part2(ANA, Track.COUPLES), one)).isEqualTo(Says.NEVER_WRITE);
            assertThat(says(LEE, note(ANA, Track.COUPLES, CALLER), one)).isEqualTo(Says.NEVER_WRITE);
        }
    }

    @Test
    void judgeWhenOneOfThemIsOverOrSomebodyElsesThenForbidsToWrite() {
        assertThat(says(
                        LEE,
                        part2(COUPLE, Track.COUPLES),
                        theCouple().signed(CALLER).during(Given.EXPIRED).trained(CALLER)))
                .isEqualTo(Says.NEVER_WRITE);
        assertThat(says(
                        LEE,
                        part2(COUPLE, Track.COUPLES),
                        theCouple().signed("Practitioner/kim").trained(CALLER)))
                .isEqualTo(Says.NEVER_WRITE);
    }

    @Test
    void judgeWhenAnotherTrackOrNoClinicianThenSaysNothing() {
        assertThat(says(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(LEE, part2(COUPLE, Track.GENERAL), theCouple())).isEqualTo(Says.NOTHING);
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), part2(COUPLE, Track.COUPLES), theCouple()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new TrainingPolicy(), request, segment, given);
    }
}
