package health.confidant.part2;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.label.Label;
import java.util.List;

/**
 * Nothing of a Part 2 record leaves the program without a consent that selects it, but to the system that brought it;
 * and nothing at all for legal process, which takes a court order and a subpoena.
 *
 * <p>42 CFR 2.13(a), 2.31(c), 2.12(d)(1), 2.61.
 */
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
        boolean disclosed = request.actor().isAny(Role.OUTSIDE)
                && segment.labels().contains(Label.PART2)
                && !segment.broughtBy(request.actor().client());
        return disclosed && !facts.consented(request, segment)
                ? Rule.forbid("It is a Part 2 record, and no consent names this recipient for it.")
                : List.of();
    }
}
