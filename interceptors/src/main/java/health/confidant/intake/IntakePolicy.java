package health.confidant.intake;

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
import java.util.Set;

/**
 * Who admits patients keeps the general and the privacy track of patients and couples; nothing clinical, nothing
 * billed.
 *
 * <p>45 CFR 164.514(d)(2); 42 CFR 2.12(c)(3), (e)(1): referral and intake, which serve treatment and operations.
 */
public final class IntakePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.INTAKE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean keeps = request.actor().is(Role.INTAKE)
                && PURPOSES.contains(request.purpose())
                && segment.owner().kind() != Owner.Kind.DIRECTORY
                && (segment.track() == Track.GENERAL || segment.track() == Track.PRIVACY);
        return keeps ? Rule.permit(Rule.BOTH, "The caller admits patients.") : List.of();
    }

    private static final Set<Purpose> PURPOSES = Set.of(Purpose.TREAT, Purpose.HOPERAT);
}
