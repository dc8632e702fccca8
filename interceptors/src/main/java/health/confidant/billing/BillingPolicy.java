package health.confidant.billing;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
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

/**
 * Billing specialists see, for payment, each patient's billing track and who the patient is, and nothing else about
 * anybody; staff with other duties see no billing. Whoever has both kinds of duty sees neither, so the duties stay
 * apart.
 *
 * <p>Source document (billing access separate from clinical); 45 CFR 164.514(d)(2).
 *
 * <p>Requirements 36, 70.
 */
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
        if (!request.actor().is(Role.BILLER)) {
            return billing && request.actor().isAny(OTHER_STAFF)
                    ? Rule.forbid("Staff with other duties do not see billing records.")
                    : List.of();
        }
        boolean identity = segment.track() == Track.GENERAL && segment.carve().contains(ProvisionId.IDENTITY);
        if (segment.owner().kind() != Owner.Kind.PATIENT
                || request.actor().isAny(OTHER_STAFF)
                || !billing && !identity) {
            return Rule.forbid("Billing staff see the billing track of one patient at a time, and nothing clinical.");
        }
        if (request.purpose() != Purpose.HPAYMT) {
            return List.of();
        }
        return billing
                ? Rule.permit(Rule.BOTH, "The caller is a billing specialist.")
                : Rule.permit(Rule.READ, "A claim names the person that it is for.");
    }

    private static final Set<Role> OTHER_STAFF = Set.of(
            Role.INDIVIDUAL_COUNSELOR,
            Role.COUPLES_THERAPIST,
            Role.PRESCRIBER,
            Role.INTAKE,
            Role.OPERATOR,
            Role.PRIVACY_OFFICER);
}
