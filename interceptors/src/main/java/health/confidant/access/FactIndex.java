package health.confidant.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The facts dealt out by owner, and rules about content by segment, once for each decision: a caseload has many facts,
 * an owner few, and of a thousand rules about one record each a segment knows one. An owner's facts are its own, and
 * those of the other side of a couple, as far as they hold now.
 */
final class FactIndex {
    private final Instant at;
    private final Map<Integer, List<CareTeamFact>> careTeams;
    private final Map<Integer, List<CoupleFact>> couples;
    private final Map<Integer, List<CoupleFact>> partners;
    private final Map<Integer, List<ConsentFact>> consents;
    private final Map<Integer, List<EmergencyFact>> emergencies;
    /** About whoever asks, and so the same for every owner. */
    private final List<StandingFact> standings;

    private final Map<Integer, Hand> dealt = new HashMap<>();

    /**
     * What one owner gets.
     *
     * @param facts without the rules about content
     * @param carved those rules, each of which can select only segments that it carved
     */
    private record Hand(Facts facts, Map<ProvisionId, List<ConsentFact>> carved) {
        Facts about(Segment segment) {
            List<ConsentFact> own = segment.carve().stream()
                    .flatMap(id -> carved.getOrDefault(id, List.of()).stream())
                    .toList();
            if (own.isEmpty()) {
                return facts;
            }
            List<ConsentFact> consents = new ArrayList<>(facts.consents());
            consents.addAll(own);
            return new Facts(facts.careTeams(), facts.couples(), consents, facts.emergencies(), facts.standings());
        }
    }

    FactIndex(Facts facts, Instant at) {
        this.at = at;
        Facts current = facts.at(at);
        careTeams = group(current.careTeams(), fact -> fact.owner().id());
        consents = group(current.consents(), fact -> fact.patient().id());
        emergencies = group(current.emergencies(), fact -> fact.patient().id());
        standings = current.standings();
        couples = group(facts.couples(), fact -> fact.couple().id());
        partners = group(facts.couples(), fact -> fact.partner().id());
    }

    /** What bears on a segment: everything that could select it, and perhaps more. */
    Facts about(Segment segment) {
        return dealt.computeIfAbsent(segment.owner().id(), this::deal).about(segment);
    }

    private Hand deal(int owner) {
        List<CoupleFact> links = new ArrayList<>(couples.getOrDefault(owner, List.of()));
        links.addAll(partners.getOrDefault(owner, List.of()));
        // Former partners too: what is the couple's still identifies them, so their denials still count.
        Set<Integer> near = new HashSet<>(Set.of(owner));
        for (CoupleFact link : links) {
            near.add(link.couple().id());
            near.add(link.partner().id());
        }
        links.removeIf(link -> !link.period().contains(at));
        Map<Boolean, List<ConsentFact>> rules =
                gather(consents, near).stream().collect(Collectors.partitioningBy(ConsentFact::carved));
        return new Hand(
                new Facts(gather(careTeams, near), links, rules.get(false), gather(emergencies, near), standings),
                rules.get(true).stream().collect(Collectors.groupingBy(ConsentFact::id)));
    }

    private static <T> Map<Integer, List<T>> group(List<T> facts, ToIntFunction<T> owner) {
        Map<Integer, List<T>> groups = new HashMap<>();
        for (T fact : facts) {
            groups.computeIfAbsent(owner.applyAsInt(fact), id -> new ArrayList<>())
                    .add(fact);
        }
        return groups;
    }

    private static <T> List<T> gather(Map<Integer, List<T>> facts, Set<Integer> owners) {
        List<T> gathered = new ArrayList<>();
        owners.forEach(owner -> gathered.addAll(facts.getOrDefault(owner, List.of())));
        return gathered;
    }
}
