package health.confidant.intake;

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

/** The intake coordinator keeps the general and the privacy track of patients and couples; nothing clinical, nothing billed. */
public final class IntakePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.INTAKE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean keeps = request.actor().is(Role.INTAKE)
                && segment.owner().kind() != Owner.Kind.DIRECTORY
                && (segment.track() == Track.GENERAL || segment.track() == Track.PRIVACY);
        return keeps ? Rule.permit(Rule.BOTH, "The caller admits patients.") : List.of();
    }
}
