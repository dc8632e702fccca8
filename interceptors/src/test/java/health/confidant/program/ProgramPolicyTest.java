package health.confidant.program;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.cast.Says;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramPolicyTest {
    private static final Actor PEN = Cast.actor("Practitioner/kim", Role.PROGRAM);

    @Test
    void judgeWhenPaperIsOfWhomTheRequestIsForThenPermits() {
        assertThat(says(about("Patient/ana"), part2(ANA, Track.PRIVACY))).isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenItsPapersMayReferToARecordThenPermitsToRead() {
        assertThat(says(about("Patient/ana"), part2(ANA, Track.INDIVIDUAL))).isEqualTo(Says.READ);
        assertThat(says(about("Patient/ana"), part2(COUPLE, Track.COUPLES))).isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenAnotherPatientOrNobodyThenSaysNothing() {
        assertThat(says(about("Patient/ana"), part2(BEN, Track.PRIVACY))).isEqualTo(Says.NOTHING);
        assertThat(says(about("Patient/cy"), part2(COUPLE, Track.COUPLES))).isEqualTo(Says.NOTHING);
        assertThat(says(PEN, part2(ANA, Track.PRIVACY))).isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenAnotherRoleThenSaysNothing() {
        Actor kim = Cast.counselorKim();
        Actor launched = new Actor(
                kim.reference(), kim.roles(), kim.client(), kim.scopes(), kim.portal(), Optional.of("Patient/ana"));

        assertThat(says(launched, part2(ANA, Track.PRIVACY))).isEqualTo(Says.NOTHING);
    }

    private static Actor about(String patient) {
        return new Actor(PEN.reference(), PEN.roles(), PEN.client(), PEN.scopes(), PEN.portal(), Optional.of(patient));
    }

    private static Says says(Actor actor, Segment segment) {
        return Says.of(new ProgramPolicy(), asks(actor, Purpose.BTG), segment, theCouple());
    }
}
