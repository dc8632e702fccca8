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
import java.util.stream.Collectors;

/**
 * Nothing of a Part 2 record leaves the program without a consent that selects it, but to the system that brought it;
 * and what leaves on a consent goes with the notice, the consent's scope and a line of the ledger. Nothing is released
 * for legal process but on a consent for that alone or on a court order: a subpoena is neither.
 *
 * <p>42 CFR 2.13(a), 2.31(c)-(d), 2.32, 2.12(d)(1), 2.61.
 */
public final class Part2Policy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.PART2;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean consented = facts.consented(request, segment);
        if (request.purpose() == Purpose.HLEGAL && !consented) {
            return Rule.forbid("A subpoena or request alone releases nothing (42 CFR 2.61).");
        }
        boolean disclosed = request.actor().isAny(Role.OUTSIDE)
                && segment.labels().contains(Label.PART2)
                && !segment.broughtBy(request.actor().client());
        if (!disclosed) {
            return List.of();
        }
        return consented
                ? List.of(
                        new Rule.Oblige(
                                Rule.Obligation.DISCLOSURE,
                                facts.permits(request, segment)
                                        .map(ConsentFact::id)
                                        .collect(Collectors.toSet()),
                                "It is disclosed on a consent: the notice and the scope of the consent go with it (42 CFR 2.32)."))
                : Rule.forbid("It is a Part 2 record, and no consent names this recipient for it.");
    }
}
