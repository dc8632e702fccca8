package health.confidant.consent;

import health.confidant.access.AccessRequest;
import health.confidant.access.ConsentFact;
import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import java.util.List;
import java.util.Set;

/** A named recipient reads what a consent selects, for its exact purpose and while its period holds. What is the couple's needs the permit of each partner; the denial of one forbids. */
public final class ConsentPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.CONSENT;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        List<Owner> grantors = segment.owner().kind() == Owner.Kind.COUPLE
                ? facts.partners(segment.owner(), request.at())
                : List.of(segment.owner());
        boolean denied = facts.consents().stream()
                .anyMatch(fact -> fact.effect() == Effect.DENY
                        && isOf(fact, grantors)
                        && fact.selects(request, segment)
                        && !fact.patient().reference().equals(request.actor().reference()));
        if (denied) {
            return Rule.forbid("A patient's consent directive denies it.");
        }
        boolean permitted = !grantors.isEmpty()
                && grantors.stream().allMatch(grantor -> facts.consents().stream()
                        .anyMatch(fact -> fact.effect() == Effect.PERMIT
                                && fact.patient().id() == grantor.id()
                                && fact.selects(request, segment)));
        return permitted
                ? Rule.permit(Set.of(Interaction.READ), "Everyone whose record it is consented to this recipient.")
                : List.of();
    }

    private static boolean isOf(ConsentFact fact, List<Owner> grantors) {
        return grantors.stream()
                .anyMatch(grantor -> grantor.id() == fact.patient().id());
    }
}
