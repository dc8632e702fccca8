package health.confidant.part2;

import health.confidant.access.AccessRequest;
import health.confidant.access.ConsentFact;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.label.Label;
import java.util.List;
import java.util.Set;

/** Nothing of a Part 2 record leaves the program without a consent that selects it; nothing at all for legal process, which takes a court order. */
public final class Part2Policy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.PART2;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (request.purpose() == Purpose.HLEGAL) {
            return Rule.forbid("A subpoena or request alone releases nothing (42 CFR 2.61).");
        }
        boolean outside = OUTSIDE.stream().anyMatch(role -> request.actor().is(role));
        boolean own = !segment.source().isEmpty()
                && segment.source().equals(request.actor().client());
        if (!outside || own || !segment.labels().contains(Label.PART2)) {
            return List.of();
        }
        boolean consented = facts.consents().stream()
                .anyMatch(fact -> fact.effect() == ConsentFact.Effect.PERMIT && fact.selects(request, segment));
        return consented
                ? List.of()
                : Rule.forbid("It is a Part 2 record, and no consent names this recipient for it.");
    }

    private static final Set<Role> OUTSIDE = Set.of(Role.EHR, Role.PAYER, Role.RESEARCHER);
}
