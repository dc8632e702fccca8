package health.confidant.scope;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.scoped;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Scope;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopePolicyTest {
    @Test
    void judgeWhenNoScopeThenForbidsEverything() {
        assertThat(says(
                        asks(scoped(counselorKim(), Optional.of("Patient/ana")), Purpose.TREAT),
                        part2(ANA, Track.GENERAL),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(scoped(counselorKim(), Optional.of("Patient/ana")), Purpose.TREAT),
                        directory(""),
                        nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenPatientScopeThenLeavesThatPatientAndTheirCouple() {
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        directory(""),
                        theCouple()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenPatientScopeThenForbidsEverybodyElse() {
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(BEN, Track.GENERAL),
                        theCouple()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(CY, Track.GENERAL),
                        theCouple()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        nothing().couple(BEN)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        nothing().couple(BEN).during(Given.EXPIRED).couple(ANA)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenPatientScopeWithoutLaunchContextThenForbids() {
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.empty(),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(ANA, Track.GENERAL),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.empty(),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.empty(),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        directory(""),
                        nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenPatientAndUserScopesThenThePatientScopeBinds() {
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R)),
                                        new Scope(Scope.Level.USER, "Practitioner", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(CY, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.PATIENT, "*", Set.of(Scope.Letter.R)),
                                        new Scope(Scope.Level.USER, "Practitioner", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        directory(""),
                        nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenUserScopesThenSaysNothing() {
        assertThat(says(
                        asks(
                                scoped(
                                        counselorKim(),
                                        Optional.of("Patient/ana"),
                                        new Scope(Scope.Level.USER, "Practitioner", Set.of(Scope.Letter.R))),
                                Purpose.TREAT),
                        part2(CY, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new ScopePolicy(), request, segment, given);
    }
}
