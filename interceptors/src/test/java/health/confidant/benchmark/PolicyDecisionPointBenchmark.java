package health.confidant.benchmark;

import health.confidant.Policies;
import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One whole decision over a clinician's caseload: couples of two patients, nine segments a patient and two a couple,
 * with a care team, two memberships and three consents a couple.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyDecisionPointBenchmark {
    @Param({"10", "200", "2000", "10000"})
    public int segments;

    private final PolicyDecisionPoint pdp = new PolicyDecisionPoint(Policies.all());
    private final AccessRequest request = Cast.asks(Cast.counselorKim(), Purpose.TREAT);
    private final List<Segment> candidates = new ArrayList<>();
    private final List<CareTeamFact> careTeams = new ArrayList<>();
    private final List<CoupleFact> couples = new ArrayList<>();
    private final List<ConsentFact> consents = new ArrayList<>();
    private Facts facts;

    @Setup
    public void fill() {
        for (int owner = 1; candidates.size() < segments; owner += 3) {
            Owner one = new Owner(owner, Owner.Kind.PATIENT, "Patient/" + owner);
            Owner two = new Owner(owner + 1, Owner.Kind.PATIENT, "Patient/" + (owner + 1));
            Owner couple = new Owner(owner + 2, Owner.Kind.COUPLE, "Group/" + (owner + 2));
            couples.add(new CoupleFact(couple, one, Period.ALWAYS));
            couples.add(new CoupleFact(couple, two, Period.ALWAYS));
            careTeams.add(
                    new CareTeamFact(one, Track.INDIVIDUAL, request.actor().reference(), Period.ALWAYS));
            grant(one, Track.COUPLES);
            grant(two, Track.COUPLES);
            grant(two, Track.INDIVIDUAL);
            chart(one);
            chart(two);
            add(couple, Track.COUPLES, "", Label.RESTRICTED, Label.PART2);
            add(couple, Track.COUPLES, "Practitioner/lee", Label.VERY_RESTRICTED, Label.SUD_COUNSELING_NOTE);
        }
        candidates.subList(segments, candidates.size()).clear();
        facts = new Facts(careTeams, couples, consents);
    }

    @Benchmark
    public AccessDecision decide() {
        return pdp.decide(request, candidates, facts);
    }

    private void grant(Owner patient, Track track) {
        consents.add(new ConsentFact(
                new ProvisionId("Consent/" + consents.size() + "#0"),
                patient,
                ConsentFact.Effect.PERMIT,
                Set.of(request.actor().reference()),
                Set.of(Purpose.TREAT),
                Set.of(track),
                Set.of(),
                Period.ALWAYS));
    }

    private void chart(Owner patient) {
        for (Track track : Track.values()) {
            add(patient, track, "", Label.RESTRICTED, Label.PART2);
        }
        add(patient, Track.INDIVIDUAL, "", Label.RESTRICTED, Label.PART2, Label.SUD, Label.ETHUD);
        add(patient, Track.INDIVIDUAL, "", Label.RESTRICTED, Label.PART2, Label.SUD, Label.OPIOIDUD);
        add(patient, Track.INDIVIDUAL, "Practitioner/kim", Label.VERY_RESTRICTED, Label.SUD_COUNSELING_NOTE);
        add(patient, Track.COUPLES, "Practitioner/lee", Label.VERY_RESTRICTED, Label.SUD_COUNSELING_NOTE);
    }

    private void add(Owner owner, Track track, String author, Label... labels) {
        candidates.add(new Segment(candidates.size() + 1, owner, track, Set.of(labels), "", author, Set.of()));
    }
}
