package health.confidant;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.imported;
import static health.confidant.cast.Chart.note;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.Policy;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.label.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies together: what the people of the cast see in the end. */
class PoliciesTest {
    private static final Segment NOTE = note(ANA, Track.INDIVIDUAL, "Practitioner/kim");

    @Test
    void allWhenAskedThenHasOnePolicyForEachId() {
        assertThat(Policies.all()).extracting(Policy::id).containsExactlyInAnyOrder(PolicyId.values());
    }

    @Test
    void decideWhenCounselorTreatsThenReadsTheIndividualTrackAlone() {
        Given team = theCouple().careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL);

        assertThat(readable(asks(counselorKim(), Purpose.TREAT), team))
                .containsExactlyInAnyOrder(
                        part2(ANA, Track.INDIVIDUAL),
                        part2(ANA, Track.GENERAL),
                        NOTE,
                        imported(ANA, "hospital-ehr", Label.NORMAL),
                        directory(""));
    }

    @Test
    void decideWhenBothPartnersGrantThenCounselorReadsTheCouplesTrackToo() {
        Given grant = theCouple()
                .permit(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)
                .permit(BEN, "Practitioner/kim", Purpose.TREAT, Track.COUPLES);

        assertThat(readable(asks(counselorKim(), Purpose.TREAT), grant))
                .containsExactlyInAnyOrder(part2(ANA, Track.COUPLES), part2(COUPLE, Track.COUPLES), directory(""));
    }

    @Test
    void decideWhenTherapistTreatsTheCoupleThenNeverReadsTheIndividualTrack() {
        Given team = theCouple().careTeam("Practitioner/lee", COUPLE, Track.COUPLES);

        assertThat(readable(asks(therapistLee(), Purpose.TREAT), team))
                .containsExactlyInAnyOrder(
                        part2(ANA, Track.COUPLES),
                        part2(ANA, Track.GENERAL),
                        part2(COUPLE, Track.COUPLES),
                        directory(""));
    }

    @Test
    void decideWhenPatientAsksThenReadsAllTheirsButTheCounselingNote() {
        assertThat(readable(asks(patient(ANA), Purpose.PATRQT), theCouple()))
                .containsExactlyInAnyOrder(
                        part2(ANA, Track.INDIVIDUAL),
                        part2(ANA, Track.COUPLES),
                        part2(ANA, Track.BILLING),
                        part2(ANA, Track.GENERAL),
                        part2(ANA, Track.PRIVACY),
                        imported(ANA, "hospital-ehr", Label.NORMAL),
                        part2(COUPLE, Track.COUPLES),
                        directory(""));
    }

    @Test
    void decideWhenHospitalHasNoConsentThenReadsWhatItBrought() {
        assertThat(readable(asks(hospital(), Purpose.TREAT), nothing()))
                .containsExactlyInAnyOrder(imported(ANA, "hospital-ehr", Label.NORMAL), directory(""));
    }

    @Test
    void decideWhenHospitalHasConsentThenReadsWhatItSelectsAndNoNote() {
        Given consent = nothing().permit(ANA, "Organization/hospital", Purpose.TREAT, Track.INDIVIDUAL);

        assertThat(readable(asks(hospital(), Purpose.TREAT), consent))
                .containsExactlyInAnyOrder(
                        part2(ANA, Track.INDIVIDUAL), imported(ANA, "hospital-ehr", Label.NORMAL), directory(""));
    }

    private static List<Segment> readable(AccessRequest request, Given given) {
        List<Segment> segments = List.of(
                part2(ANA, Track.INDIVIDUAL),
                part2(ANA, Track.COUPLES),
                part2(ANA, Track.BILLING),
                part2(ANA, Track.GENERAL),
                part2(ANA, Track.PRIVACY),
                NOTE,
                imported(ANA, "hospital-ehr", Label.NORMAL),
                part2(COUPLE, Track.COUPLES),
                part2(CY, Track.INDIVIDUAL),
                directory(""));
        AccessDecision decision = new PolicyDecisionPoint(Policies.all()).decide(request, segments, given.facts());
        return segments.stream()
                .filter(segment -> decision.readable().contains(segment.id()))
                .toList();
    }
}
