package health.confidant.track;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;

/**
 * A client bound to one track never opens the other. A clinician crosses from one track to the other by a grant alone,
 * which names the clinician and the track.
 *
 * <p>Source document ("separate portals", "dual-track therapy"); 42 CFR 2.13(a). A clinician whose client is bound to
 * no track and who is on both teams opens both; binding the token keeps them apart.
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
        return clinical && request.actor().isAny(Role.CLINICIANS) && !mayCross(request, segment, facts)
                ? Rule.forbid("It is on the other track, and the patient has not granted it.")
                : List.of();
    }

    private static boolean mayCross(AccessRequest request, Segment segment, Facts facts) {
        return facts.isOnCareTeam(request.actor().reference(), segment.owner(), segment.track())
                || facts.consented(request, segment, fact -> fact.tracks().contains(segment.track()));
    }
}
