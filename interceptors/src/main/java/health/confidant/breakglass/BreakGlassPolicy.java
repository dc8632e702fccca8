package health.confidant.breakglass;

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
import health.confidant.label.Label;
import java.util.List;

/**
 * In an emergency that a clinician has declared of one patient, that patient's individual track and demographics are
 * read; nothing is written, nothing of the couple is opened, and no counseling note.
 *
 * <p>42 CFR 2.51(a): "to the extent necessary to meet a bona fide medical emergency". Whoever has declared none asks in
 * vain, also on a consent that names the purpose, because the consent would spare them reason, record and review. That
 * 2.31(b) bars counseling notes in an emergency is our reading; the paragraph is silent (ADR 0030).
 *
 * <p>Requirement 48.
 */
public final class BreakGlassPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.BREAK_GLASS;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        // The program writes down that an emergency was declared before there is one.
        if (request.purpose() != Purpose.BTG
                || segment.owner().kind() == Owner.Kind.DIRECTORY
                || request.actor().is(Role.PROGRAM)) {
            return List.of();
        }
        boolean declared = request.actor().isAny(Role.CLINICIANS)
                && segment.owner().kind() == Owner.Kind.PATIENT
                && facts.isEmergency(request.actor().reference(), segment.owner());
        if (!declared) {
            return Rule.forbid("No emergency of this patient has been declared by the caller.");
        }
        boolean opens = (segment.track() == Track.INDIVIDUAL || segment.track() == Track.GENERAL)
                && !segment.labels().contains(Label.SUD_COUNSELING_NOTE);
        return opens
                ? Rule.permit(Rule.READ, "The caller declared an emergency of this patient.")
                : Rule.forbid("An emergency opens neither the couple's records nor counseling notes, bills or papers.");
    }
}
