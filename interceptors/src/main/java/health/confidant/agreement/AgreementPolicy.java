package health.confidant.agreement;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.StandingFact;
import health.confidant.label.Label;
import java.util.List;

/**
 * A qualified service organisation or business associate reads of each patient the tracks that its agreement names, for
 * the purposes that it names, while it is in force; nothing of a couple, no counseling note, and nothing without one.
 *
 * <p>42 CFR 2.11 ("qualified service organization"), 2.12(c)(4): only what its service needs; 45 CFR 164.502(e),
 * 164.504(e).
 */
public final class AgreementPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.AGREEMENT;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (!request.actor().is(Role.ASSOCIATE) || segment.owner().kind() == Owner.Kind.DIRECTORY) {
            return List.of();
        }
        boolean covered = segment.owner().kind() == Owner.Kind.PATIENT
                && !segment.labels().contains(Label.SUD_COUNSELING_NOTE)
                && facts.standings(request.actor().reference(), StandingFact.Kind.AGREEMENT)
                        .anyMatch(agreement -> agreement.tracks().contains(segment.track())
                                && agreement.purposes().contains(request.purpose()));
        return covered
                ? Rule.permit(Rule.READ, "The caller's agreement covers this track for this purpose.")
                : Rule.forbid("No agreement in force covers this track for this purpose.");
    }
}
