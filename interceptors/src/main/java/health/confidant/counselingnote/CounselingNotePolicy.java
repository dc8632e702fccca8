package health.confidant.counselingnote;

import health.confidant.access.AccessRequest;
import health.confidant.access.ConsentFact;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.label.Label;
import java.util.List;
import java.util.Set;

/** A counseling note is for its originator alone, unless a consent to counseling notes and nothing else names the reader. A consent for treatment, payment and operations never opens it; nor does the patient's right of access (45 CFR 164.524(a)(1)(i)). */
public final class CounselingNotePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.COUNSELING_NOTE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (!segment.labels().contains(Label.SUD_COUNSELING_NOTE)
                || segment.author().equals(request.actor().reference())) {
            return List.of();
        }
        boolean consented = facts.consents().stream()
                .anyMatch(fact -> fact.effect() == ConsentFact.Effect.PERMIT && fact.selects(request, segment));
        return consented
                ? List.of(new Rule.Forbid(Set.of(Interaction.WRITE), "Only its originator writes a counseling note."))
                : Rule.forbid("A SUD counseling note is for its originator alone.");
    }
}
