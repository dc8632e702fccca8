package health.confidant.track;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;

/**
 * A client bound to one track never opens the other. A clinician crosses from one track to the other by a grant alone,
 * which names the clinician and the track.
 *
 * <p>Source document ("separate portals", "dual-track therapy"); 42 CFR 2.13(a). Who is on both teams of somebody opens
 * the track that the client is bound to, and through an unbound client neither. In a declared emergency tracks are
 * BREAK_GLASS's to tell apart.
 *
 * <p>Requirement 32.
 */
public final class TrackPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.TRACK;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean couples = segment.track() == Track.COUPLES || segment.owner().kind() == Owner.Kind.COUPLE;
        boolean individual = segment.track() == Track.INDIVIDUAL;
        if (request.actor().portal().isPresent()) {
            boolean opens =
                    switch (request.actor().portal().get()) {
                        case INDIVIDUAL -> !couples;
                        case COUPLES -> !individual && segment.track() != Track.BILLING;
                        case BILLING, GENERAL, PRIVACY -> !couples && !individual;
                    };
            if (!opens) {
                return Rule.forbid("The caller's client is bound to another track.");
            }
        }
        boolean clinical = individual || segment.track() == Track.COUPLES;
        if (!clinical || !request.actor().isAny(Role.CLINICIANS) || request.purpose() == Purpose.BTG) {
            return List.of();
        }
        if (request.actor().portal().isEmpty() && isOnBothTeams(request.actor().reference(), segment, facts)) {
            return Rule.forbid("The caller is on both care teams. A client bound to one track opens that track.");
        }
        return mayCross(request, segment, facts)
                ? List.of()
                : Rule.forbid("It is on the other track, and the patient has not granted it.");
    }

    private static boolean isOnBothTeams(String caller, Segment segment, Facts facts) {
        List<Owner> people = segment.owner().kind() == Owner.Kind.COUPLE
                ? facts.partners(segment.owner())
                : List.of(segment.owner());
        return people.stream()
                .anyMatch(person -> facts.isOnCareTeam(caller, person, Track.INDIVIDUAL)
                        && facts.isOnCareTeam(caller, person, Track.COUPLES));
    }

    private static boolean mayCross(AccessRequest request, Segment segment, Facts facts) {
        return facts.isOnCareTeam(request.actor().reference(), segment.owner(), segment.track())
                || facts.consented(request, segment, fact -> fact.tracks().contains(segment.track()));
    }
}
