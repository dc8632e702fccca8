package health.confidant.breakglass;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.billerMo;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.note;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.Policies;
import health.confidant.access.AccessRequest;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 42 CFR 2.51; 45 CFR 164.312(a)(2)(ii). */
class BreakGlassPolicyTest {
    private static final AccessRequest KIM = asks(counselorKim(), Purpose.BTG);
    private static final String CALLER = KIM.actor().reference();

    @Test
    void judgeWhenEmergencyIsDeclaredThenPermitsToReadIndividualTrackAndDemographics() {
        Given emergency = theCouple().emergency(CALLER, ANA);

        assertThat(says(KIM, part2(ANA, Track.INDIVIDUAL), emergency)).isEqualTo(Says.READ);
        assertThat(says(KIM, part2(ANA, Track.GENERAL), emergency)).isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenEmergencyIsDeclaredThenForbidsCoupleBillsPapersAndNotes() {
        Given emergency = theCouple().emergency(CALLER, ANA);

        for (Segment closed : List.of(
                part2(ANA, Track.COUPLES),
                part2(COUPLE, Track.COUPLES),
                part2(COUPLE, Track.GENERAL),
                part2(ANA, Track.BILLING),
                part2(ANA, Track.PRIVACY),
                note(ANA, Track.INDIVIDUAL, "Practitioner/lee"),
                note(ANA, Track.INDIVIDUAL, CALLER))) {
            assertThat(says(KIM, closed, emergency)).as(closed.toString()).isEqualTo(Says.NEVER);
        }
    }

    @Test
    void judgeWhenEmergencyIsOfThePartnerThenForbids() {
        assertThat(says(KIM, part2(BEN, Track.INDIVIDUAL), theCouple().emergency(CALLER, ANA)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenSomebodyElseDeclaredItOrItIsOverThenForbids() {
        assertThat(says(KIM, part2(ANA, Track.INDIVIDUAL), theCouple().emergency("Practitioner/lee", ANA)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        KIM,
                        part2(ANA, Track.INDIVIDUAL),
                        theCouple().during(Given.EXPIRED).emergency(CALLER, ANA)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenCallerIsNoClinicianThenForbids() {
        AccessRequest mo = asks(billerMo(), Purpose.BTG);

        assertThat(says(
                        mo,
                        part2(ANA, Track.INDIVIDUAL),
                        theCouple().emergency(mo.actor().reference(), ANA)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenAnotherPurposeOrTheDirectoryThenSaysNothing() {
        Given emergency = theCouple().emergency(CALLER, ANA);

        assertThat(says(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), emergency))
                .isEqualTo(Says.NOTHING);
        assertThat(says(KIM, directory(""), emergency)).isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenTheProgramWritesItDownThenSaysNothing() {
        AccessRequest pen = asks(actor(CALLER, Role.PROGRAM), Purpose.BTG);

        assertThat(says(pen, part2(ANA, Track.PRIVACY), theCouple())).isEqualTo(Says.NOTHING);
    }

    /** 42 CFR 2.26(a)(3): a restriction does not bind in an emergency. */
    @Test
    void decideWhenPatientDeniesEverybodyThenEmergencyStillOpens() {
        Given denied = theCouple().deny(ANA).emergency(CALLER, ANA);

        assertThat(readable(KIM, part2(ANA, Track.INDIVIDUAL), denied)).isTrue();
        assertThat(readable(asks(counselorKim(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), denied))
                .isFalse();
    }

    /** A consent that names the purpose spares nobody reason, record and review. */
    @Test
    void decideWhenAConsentNamesThePurposeThenStillTakesADeclaration() {
        Given consent = theCouple().permit(ANA, CALLER, Purpose.BTG, Track.INDIVIDUAL);

        assertThat(readable(KIM, part2(ANA, Track.INDIVIDUAL), consent)).isFalse();
    }

    private static boolean readable(AccessRequest request, Segment segment, Given given) {
        return new PolicyDecisionPoint(Policies.all())
                .decide(request, List.of(segment), given.facts())
                .readable()
                .contains(segment.id());
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new BreakGlassPolicy(), request, segment, given);
    }
}
