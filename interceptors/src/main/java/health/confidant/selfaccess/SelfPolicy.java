package health.confidant.selfaccess;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.List;

/**
 * Patients read what is theirs, and what is their couple's while they are in it; at their own request and for no other
 * purpose. They write what the program keeps of their privacy papers and demographics, and messages that are encrypted
 * end to end (ADR 0065).
 *
 * <p>42 CFR 2.23, 45 CFR 164.524(a)(1). A former partner reads what was the couple's by the privacy officer's hand: it
 * identifies somebody who may no longer expect that (45 CFR 164.524(a)(2)(v)).
 */
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
        String patient = request.actor().reference();
        return switch (segment.owner().kind()) {
            case PATIENT -> segment.owner().reference().equals(patient) ? own(segment) : List.of();
            case COUPLE ->
                facts.isPartner(patient, segment.owner())
                        ? Rule.permit(
                                sealed(segment) ? Rule.BOTH : Rule.READ, "It is the record of the patient's couple.")
                        : List.of();
            case DIRECTORY -> List.of();
        };
    }

    private static List<Rule> own(Segment segment) {
        boolean keeps =
                segment.source().isEmpty() && (segment.track() == Track.PRIVACY || segment.track() == Track.GENERAL);
        return Rule.permit(keeps || sealed(segment) ? Rule.BOTH : Rule.READ, "It is the patient's own record.");
    }

    /** Where messages lie that their authors encrypted: the patient answers there. */
    private static boolean sealed(Segment segment) {
        return segment.source().isEmpty() && segment.labels().contains(Label.MASKED);
    }
}
