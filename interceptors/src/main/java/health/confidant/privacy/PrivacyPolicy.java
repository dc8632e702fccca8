package health.confidant.privacy;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;

/** The privacy officer keeps everybody's privacy papers and reads their demographics; nothing clinical. */
public final class PrivacyPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.PRIVACY;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (!request.actor().is(Role.PRIVACY_OFFICER) || segment.owner().kind() == Owner.Kind.DIRECTORY) {
            return List.of();
        }
        if (segment.track() == Track.PRIVACY) {
            return Rule.permit(Rule.BOTH, "The caller is the privacy officer.");
        }
        return segment.track() == Track.GENERAL
                ? Rule.permit(Set.of(Interaction.READ), "The caller is the privacy officer.")
                : List.of();
    }
}
