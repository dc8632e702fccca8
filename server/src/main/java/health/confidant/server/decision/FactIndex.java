package health.confidant.server.decision;

import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.EmergencyFact;
import health.confidant.access.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deals facts out to the owners that they bear on: an owner's own, and those of the other side of a couple. */
final class FactIndex {
    private FactIndex() {}

    static Map<Integer, Facts> byOwner(Facts facts, Set<Integer> owners) {
        Map<Integer, List<CareTeamFact>> teams = new HashMap<>();
        facts.careTeams().forEach(fact -> teams.computeIfAbsent(fact.owner().id(), o -> new ArrayList<>())
                .add(fact));
        Map<Integer, List<ConsentFact>> consents = new HashMap<>();
        facts.consents().forEach(fact -> consents.computeIfAbsent(fact.patient().id(), o -> new ArrayList<>())
                .add(fact));
        Map<Integer, List<CoupleFact>> couples = new HashMap<>();
        for (CoupleFact fact : facts.couples()) {
            couples.computeIfAbsent(fact.couple().id(), o -> new ArrayList<>()).add(fact);
            couples.computeIfAbsent(fact.partner().id(), o -> new ArrayList<>()).add(fact);
        }
        Map<Integer, List<EmergencyFact>> emergencies = new HashMap<>();
        facts.emergencies().forEach(fact -> emergencies
                .computeIfAbsent(fact.patient().id(), o -> new ArrayList<>())
                .add(fact));
        Map<Integer, Facts> dealt = new HashMap<>();
        for (int owner : owners) {
            Set<Integer> near = new HashSet<>(Set.of(owner));
            couples.getOrDefault(owner, List.of()).forEach(fact -> {
                near.add(fact.couple().id());
                near.add(fact.partner().id());
            });
            dealt.put(
                    owner,
                    new Facts(
                            gather(teams, near),
                            couples.getOrDefault(owner, List.of()),
                            gather(consents, near),
                            gather(emergencies, near),
                            facts.standings()));
        }
        return dealt;
    }

    private static <T> List<T> gather(Map<Integer, List<T>> facts, Set<Integer> owners) {
        return owners.stream()
                .flatMap(owner -> facts.getOrDefault(owner, List.of()).stream())
                .toList();
    }
}
