package health.confidant.selfaccess;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
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

/** Patients read what is theirs, and what is their couple's while they are in it; they write their privacy papers and demographics. */
public final class SelfPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.SELF;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (!request.actor().is(Role.PATIENT) || request.purpose() != Purpose.PATRQT) {
            return List.of();
        }
        if (segment.owner().reference().equals(request.actor().reference())) {
            boolean keeps = segment.source().isEmpty()
                    && (segment.track() == Track.PRIVACY || segment.track() == Track.GENERAL);
            return Rule.permit(keeps ? Rule.BOTH : Set.of(Interaction.READ), "It is the patient's own record.");
        }
        boolean partner = segment.owner().kind() == Owner.Kind.COUPLE
                && facts.partners(segment.owner(), request.at()).stream()
                        .anyMatch(p -> p.reference().equals(request.actor().reference()));
        return partner ? Rule.permit(Set.of(Interaction.READ), "It is the record of the patient's couple.") : List.of();
    }
}
