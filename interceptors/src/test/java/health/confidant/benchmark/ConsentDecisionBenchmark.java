package health.confidant.benchmark;

import health.confidant.Policies;
import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.Facts;
import health.confidant.access.Period;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.consent.ContentSelector;
import health.confidant.fhir.consent.RecordContent;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
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
 * One patient with many consents of one record each: the decision over all segments that they carve, and what it takes to
 * hold one record against all of them when it is written.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConsentDecisionBenchmark {
    @Param({"10", "100", "1000"})
    public int consents;

    private final PolicyDecisionPoint pdp = new PolicyDecisionPoint(Policies.all());
    private final AccessRequest request = Cast.asks(Cast.counselorKim(), Purpose.TREAT);
    private final List<Segment> candidates = new ArrayList<>();
    private final List<ContentSelector> selectors = new ArrayList<>();
    private final Observation record = new Observation();
    private Facts facts;

    @Setup
    public void fill() {
        List<ConsentFact> rules = new ArrayList<>();
        for (int i = 0; i < consents; i++) {
            ProvisionId id = new ProvisionId("Consent/" + i + "#0");
            rules.add(new ConsentFact(
                    id,
                    Cast.ANA,
                    ConsentFact.Effect.PERMIT,
                    Set.of(request.actor().reference()),
                    Set.of(Purpose.TREAT),
                    Set.of(Track.INDIVIDUAL),
                    Set.of(),
                    Period.ALWAYS,
                    true,
                    List.of()));
            candidates.add(segment(i + 10, Set.of(id)));
            selectors.add(new ContentSelector(Set.of(), Set.of(), Set.of("instance Observation/" + i), Period.ALWAYS));
        }
        candidates.add(segment(1, Set.of()));
        facts = new Facts(
                List.of(new CareTeamFact(
                        Cast.ANA, Track.INDIVIDUAL, request.actor().reference(), Period.ALWAYS)),
                List.of(),
                rules);
        record.setId("Observation/5");
        record.getCode().addCoding(new Coding(CodeSystems.LOINC, "75626-2", null));
        record.setEffective(new DateTimeType("2026-05-01"));
    }

    @Benchmark
    public AccessDecision decide() {
        return pdp.decide(request, candidates, facts);
    }

    @Benchmark
    public long carveOneRecord() {
        RecordContent content = RecordContent.of(record);
        return selectors.stream()
                .filter(selector -> selector.matches(content, ConsentFact.Effect.PERMIT, named -> Set.of()))
                .count();
    }

    private static Segment segment(int id, Set<ProvisionId> carve) {
        return new Segment(
                id, Cast.ANA, Track.INDIVIDUAL, Set.of(Label.RESTRICTED, Label.PART2, Label.SUD), "", "", carve);
    }
}
