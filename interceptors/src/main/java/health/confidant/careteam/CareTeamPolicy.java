package health.confidant.careteam;

import health.confidant.access.AccessRequest;
import health.confidant.access.CareTeamFact;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A current member of the care team for (owner, track) reads and writes that track, and reads the owner's demographics. A couple's team covers what its partners' records hold of the couples track, never their individual track. */
public final class CareTeamPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.CARE_TEAM;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (request.purpose() != Purpose.TREAT) {
            return List.of();
        }
        Set<Integer> couples = facts.couplesOf(segment.owner(), request.at()).stream()
                .map(Owner::id)
                .collect(Collectors.toSet());
        boolean writes = false;
        boolean reads = false;
        for (CareTeamFact fact : facts.careTeams()) {
            boolean own = fact.owner().id() == segment.owner().id();
            boolean partner = couples.contains(fact.owner().id()) && fact.track() == Track.COUPLES;
            if (fact.member().equals(request.actor().reference())
                    && fact.period().contains(request.at())
                    && (own || partner)) {
                writes |= fact.track() == segment.track();
                reads |= segment.track() == Track.GENERAL;
            }
        }
        if (writes) {
            return Rule.permit(Rule.BOTH, "The caller is on the care team of this track.");
        }
        return reads
                ? Rule.permit(Set.of(Interaction.READ), "The caller is on a care team of this person.")
                : List.of();
    }
}
