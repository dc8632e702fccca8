package health.confidant.billing;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;

/** Billing specialists see the billing track and who the patient is, and nothing else; clinical and admission staff see none of it. */
public final class BillingPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.BILLING;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (segment.owner().kind() == Owner.Kind.DIRECTORY) {
            return List.of();
        }
        boolean billing = segment.track() == Track.BILLING;
        if (request.actor().is(Role.BILLER)
                && request.purpose() == Purpose.HPAYMT
                && segment.owner().kind() == Owner.Kind.PATIENT
                && segment.carve().contains(ProvisionId.IDENTITY)) {
            return Rule.permit(Set.of(Interaction.READ), "A claim names the person that it is for.");
        }
        if (request.actor().is(Role.BILLER)) {
            return billing && request.purpose() == Purpose.HPAYMT
                    ? Rule.permit(Rule.BOTH, "The caller is a billing specialist.")
                    : Rule.forbid("Billing staff do not see clinical records.");
        }
        boolean staff = STAFF.stream().anyMatch(role -> request.actor().is(role));
        return billing && staff ? Rule.forbid("Clinical staff do not see billing records.") : List.of();
    }

    private static final Set<Role> STAFF = Set.of(
            Role.INDIVIDUAL_COUNSELOR,
            Role.COUPLES_THERAPIST,
            Role.PRESCRIBER,
            Role.INTAKE,
            Role.OPERATOR,
            Role.PRIVACY_OFFICER);
}
