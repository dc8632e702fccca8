package health.confidant.careteam;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;

/**
 * For treatment, a clinician on the care team for (owner, track) reads and writes that track, and reads the owner's
 * demographics and appointments. A couple's team covers what its partners' records hold of the couples track, never
 * their individual track.
 *
 * <p>42 CFR 2.12(c)(3): need in connection with duties of diagnosis, treatment or referral. So a care team that lists a
 * biller or an outside organisation gives them nothing.
 */
public final class CareTeamPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.CARE_TEAM;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (request.purpose() != Purpose.TREAT || !request.actor().isAny(Role.CLINICIANS)) {
            return List.of();
        }
        String caller = request.actor().reference();
        if (CARE.contains(segment.track()) && facts.isOnCareTeam(caller, segment.owner(), segment.track())) {
            return Rule.permit(Rule.BOTH, "The caller is on the care team of this track.");
        }
        return segment.track() == Track.GENERAL && facts.isOnAnyCareTeam(caller, segment.owner())
                ? Rule.permit(Rule.READ, "The caller is on a care team of this person.")
                : List.of();
    }

    private static final Set<Track> CARE = Set.of(Track.INDIVIDUAL, Track.COUPLES, Track.GENERAL);
}
