package health.confidant.counselingnote;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.label.Label;
import java.util.List;
import java.util.Set;

/**
 * A counseling note is for its originator's use in treatment alone, unless a consent to counseling notes and nothing
 * else names the reader; of a joint session, the consent of each partner. A consent for treatment, payment and
 * operations never opens it, nor does the patient's right of access.
 *
 * <p>42 CFR 2.31(b)(1)-(2); 45 CFR 164.524(a)(1)(i). The other exceptions of 2.31(b)(1), such as oversight of the
 * originator, are for a person to decide, not for this server.
 */
public final class CounselingNotePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.COUNSELING_NOTE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (!segment.labels().contains(Label.SUD_COUNSELING_NOTE)) {
            return List.of();
        }
        if (request.purpose() == Purpose.TREAT
                && segment.writtenBy(request.actor().reference())) {
            return List.of();
        }
        return facts.consented(request, segment)
                ? List.of(new Rule.Forbid(Set.of(Interaction.WRITE), "Only its originator writes a counseling note."))
                : Rule.forbid("A SUD counseling note is for its originator alone.");
    }
}
