package health.confidant.source;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Chart.imported;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import health.confidant.label.Label;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcePolicyTest {
    @Test
    void judgeWhenCallerBroughtItThenPermitsToWrite() {
        assertThat(says(asks(hospital(), Purpose.TREAT), imported(ANA, "hospital-ehr", Label.NORMAL), nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        imported(ANA, "hospital-ehr", Label.RESTRICTED, Label.PART2),
                        nothing()))
                .isEqualTo(Says.READ_AND_WRITE);
    }

    @Test
    void judgeWhenAnotherBroughtItThenSaysNothing() {
        assertThat(says(asks(hospital(), Purpose.TREAT), imported(ANA, "other-ehr", Label.NORMAL), nothing()))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCallerIsNoEhrThenSaysNothing() {
        assertThat(says(
                        asks(actor("Practitioner/x", Role.PAYER), Purpose.HPAYMT),
                        imported(ANA, "app", Label.NORMAL),
                        nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenClientHasNoNameThenTheProgramsOwnIsNotIts() {
        assertThat(says(
                        asks(
                                new Actor(
                                        "Organization/x",
                                        Set.of(Role.EHR),
                                        "",
                                        hospital().scopes(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new SourcePolicy(), request, segment, given);
    }
}
