package health.confidant.training;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.StandingFact.Kind;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;

/**
 * A clinician writes on the couples track, notes and messages alike, only with a confidentiality agreement and privacy
 * training that are both in force. What such a clinician reads for treatment stays readable, so that nobody's treatment
 * stops on the day a certificate ends; but nothing leaves by their hand.
 *
 * <p>Source document (couples therapists sign); 45 CFR 164.530(b).
 *
 * <p>Requirement 38.
 */
public final class TrainingPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.TRAINING;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (segment.track() != Track.COUPLES || !request.actor().isAny(Role.CLINICIANS)) {
            return List.of();
        }
        String caller = request.actor().reference();
        if (facts.standings(caller, Kind.CONFIDENTIALITY).findAny().isEmpty()) {
            return forbid("The author has no confidentiality agreement in force. The privacy officer keeps them.");
        }
        return facts.standings(caller, Kind.TRAINING).findAny().isEmpty()
                ? forbid("The author's privacy training is not current. Renew it; the operator records it.")
                : List.of();
    }

    private static List<Rule> forbid(String because) {
        return List.of(new Rule.Forbid(Set.of(Interaction.WRITE), because));
    }
}
