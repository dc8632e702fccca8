package health.confidant.privacy;

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
 * The privacy officer, for operations, keeps everybody's privacy papers, those of staff and service organisations too,
 * and reads patients' demographics; nothing clinical.
 *
 * <p>Source document (restriction requests, audit reports); 45 CFR 164.530(a), 164.522(a).
 */
public final class PrivacyPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.PRIVACY;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean directory = segment.owner().kind() == Owner.Kind.DIRECTORY;
        if (!request.actor().is(Role.PRIVACY_OFFICER)
                || request.purpose() != Purpose.HOPERAT
                || directory && segment.track() != Track.PRIVACY) {
            return List.of();
        }
        return switch (segment.track()) {
            case PRIVACY -> Rule.permit(Rule.BOTH, "The caller is the privacy officer.");
            case GENERAL -> Rule.permit(Rule.READ, "The caller is the privacy officer.");
            case INDIVIDUAL, COUPLES, BILLING -> List.of();
        };
    }
}
