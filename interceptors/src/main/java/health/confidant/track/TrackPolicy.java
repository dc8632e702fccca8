package health.confidant.track;

import health.confidant.access.AccessRequest;
import health.confidant.access.ConsentFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;

/** A client bound to one track never opens the other, and a clinician crosses from one to the other by the patient's grant alone. */
public final class TrackPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.TRACK;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean couples = segment.track() == Track.COUPLES || segment.owner().kind() == Owner.Kind.COUPLE;
        if (request.actor().portal().isPresent()) {
            return portal(request.actor().portal().get(), segment, couples);
        }
        boolean clinical = segment.track() == Track.INDIVIDUAL || segment.track() == Track.COUPLES;
        if (!clinical || CLINICIANS.stream().noneMatch(role -> request.actor().is(role))) {
            return List.of();
        }
        boolean member = facts.careTeams().stream()
                .anyMatch(fact -> fact.track() == segment.track()
                        && fact.member().equals(request.actor().reference())
                        && fact.period().contains(request.at()));
        boolean granted = facts.consents().stream()
                .anyMatch(fact -> fact.effect() == ConsentFact.Effect.PERMIT
                        && fact.tracks().contains(segment.track())
                        && fact.selects(request, segment));
        return member || granted
                ? List.of()
                : Rule.forbid("It is on the other track, and the patient has not granted it.");
    }

    private static List<Rule> portal(Track portal, Segment segment, boolean couples) {
        if (portal == Track.INDIVIDUAL && couples) {
            return Rule.forbid("The individual portal does not open the couples track.");
        }
        boolean individual = segment.track() == Track.INDIVIDUAL || segment.track() == Track.BILLING;
        return portal == Track.COUPLES && individual
                ? Rule.forbid("The couples portal does not open the individual track.")
                : List.of();
    }

    private static final Set<Role> CLINICIANS =
            Set.of(Role.INDIVIDUAL_COUNSELOR, Role.COUPLES_THERAPIST, Role.PRESCRIBER);
}
