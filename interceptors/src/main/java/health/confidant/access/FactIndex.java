package health.confidant.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The facts dealt out by owner, once for each decision: a caseload has many facts, an owner few. An owner's facts are
 * its own, and those of the other side of a couple, as far as they hold now.
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

    private final Map<Integer, Facts> dealt = new HashMap<>();

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

    Facts about(Owner owner) {
        return dealt.computeIfAbsent(owner.id(), this::deal);
    }

    private Facts deal(int owner) {
        List<CoupleFact> links = new ArrayList<>(couples.getOrDefault(owner, List.of()));
        links.addAll(partners.getOrDefault(owner, List.of()));
        // Former partners too: what is the couple's still identifies them, so their denials still count.
        Set<Integer> near = new HashSet<>(Set.of(owner));
        for (CoupleFact link : links) {
            near.add(link.couple().id());
            near.add(link.partner().id());
        }
        links.removeIf(link -> !link.period().contains(at));
        return new Facts(gather(careTeams, near), links, gather(consents, near), gather(emergencies, near), standings);
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
