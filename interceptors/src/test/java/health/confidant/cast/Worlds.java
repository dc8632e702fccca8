package health.confidant.cast;

import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.EmergencyFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.StandingFact;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary requests and facts about the cast, dense enough that rules meet; and every segment of theirs. */
public final class Worlds {
    private Worlds() {}

    private static final List<Actor> ACTORS = List.of(
            Cast.patient(Cast.ANA),
            Cast.patient(Cast.BEN),
            Cast.counselorKim(),
            Cast.therapistLee(),
            Cast.billerMo(),
            Cast.officerSato(),
            Cast.intakeAlvarez(),
            Cast.hospital(),
            Cast.ledger());

    public static List<Segment> segments() {
        List<Segment> segments = new ArrayList<>(List.of(Chart.directory(""), Chart.directory("hospital-ehr")));
        for (Owner owner : List.of(Cast.ANA, Cast.BEN, Cast.COUPLE)) {
            for (Track track : Track.values()) {
                segments.add(Chart.part2(owner, track));
            }
            segments.add(Chart.identity(owner));
            segments.add(Chart.carved(owner, Track.INDIVIDUAL, "Consent/0#0"));
            segments.add(Chart.carved(owner, Track.COUPLES, "Consent/0#0", "Consent/1#0"));
            segments.add(Chart.imported(owner, "hospital-ehr", Label.NORMAL));
            segments.add(Chart.imported(owner, "other-ehr", Label.RESTRICTED, Label.PART2));
            segments.add(Chart.note(owner, Track.INDIVIDUAL, Cast.counselorKim().reference()));
            segments.add(Chart.note(owner, Track.COUPLES, Cast.therapistLee().reference()));
        }
        return segments;
    }

    public static Arbitrary<AccessRequest> requests() {
        Arbitrary<Optional<Track>> portals = Arbitraries.of(Track.class).optional(0.2);
        return Combinators.combine(Arbitraries.of(ACTORS), portals, Arbitraries.of(Purpose.class))
                .as((actor, portal, purpose) ->
                        Cast.asks(portal.map(track -> Cast.at(track, actor)).orElse(actor), purpose));
    }

    public static Arbitrary<Facts> facts() {
        return Combinators.combine(
                        careTeams().list().ofMaxSize(5),
                        couples().list().ofMaxSize(4),
                        consents().list().ofMaxSize(8),
                        emergencies().list().ofMaxSize(3),
                        standings().list().ofMaxSize(5))
                .as(Facts::new);
    }

    private static Arbitrary<EmergencyFact> emergencies() {
        return Combinators.combine(Arbitraries.of(Cast.ANA, Cast.BEN), references(), periods())
                .as(EmergencyFact::new);
    }

    private static Arbitrary<StandingFact> standings() {
        return Combinators.combine(
                        references(),
                        Arbitraries.of(StandingFact.Kind.class),
                        Arbitraries.of(Track.class).set().ofMaxSize(3),
                        Arbitraries.of(Purpose.class).set().ofMaxSize(3),
                        periods())
                .as(StandingFact::new);
    }

    private static Arbitrary<CareTeamFact> careTeams() {
        return Combinators.combine(
                        Arbitraries.of(Cast.ANA, Cast.BEN, Cast.COUPLE),
                        Arbitraries.of(Track.class),
                        references(),
                        periods())
                .as(CareTeamFact::new);
    }

    private static Arbitrary<CoupleFact> couples() {
        return Combinators.combine(Arbitraries.of(Cast.ANA, Cast.BEN), periods())
                .as((partner, period) -> new CoupleFact(Cast.COUPLE, partner, period));
    }

    /** Permits and denials, some of them about carved segments alone, some denials with exceptions. */
    private static Arbitrary<ConsentFact> consents() {
        return Combinators.combine(rules(), rules().list().ofMaxSize(2), Arbitraries.of(true, false, false))
                .as((rule, others, carved) -> new ConsentFact(
                        rule.id(),
                        rule.patient(),
                        rule.effect(),
                        rule.recipients(),
                        rule.purposes(),
                        rule.tracks(),
                        rule.labels(),
                        rule.period(),
                        carved,
                        rule.effect() == ConsentFact.Effect.DENY ? exceptions(rule, others) : List.of()));
    }

    private static List<ConsentFact> exceptions(ConsentFact deny, List<ConsentFact> others) {
        return others.stream()
                .filter(other -> other.effect() == ConsentFact.Effect.PERMIT
                        && other.patient().equals(deny.patient()))
                .toList();
    }

    private static Arbitrary<ConsentFact> rules() {
        Arbitrary<Set<Label>> labels = Arbitraries.of(
                Set.of(), Set.of(Label.SUD_COUNSELING_NOTE), Set.of(Label.PART2, Label.SUD_COUNSELING_NOTE));
        Arbitrary<Set<Purpose>> purposes = Arbitraries.of(Purpose.class).set().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.integers().between(0, 1)),
                                Tuple.of(2, Arbitraries.integers().between(2, 99))),
                        Arbitraries.of(Cast.ANA, Cast.BEN),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(ConsentFact.Effect.PERMIT)),
                                Tuple.of(1, Arbitraries.just(ConsentFact.Effect.DENY))),
                        references().set().ofMaxSize(3),
                        purposes,
                        Arbitraries.of(Track.class).set().ofMaxSize(3),
                        labels,
                        periods())
                .as((id, patient, effect, to, why, tracks, marks, period) -> new ConsentFact(
                        new ProvisionId("Consent/" + id + "#0"), patient, effect, to, why, tracks, marks, period));
    }

    private static Arbitrary<String> references() {
        return Arbitraries.of(ACTORS).map(Actor::reference);
    }

    private static Arbitrary<Period> periods() {
        return Arbitraries.of(Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, Given.EXPIRED, Given.TOMORROW);
    }
}
