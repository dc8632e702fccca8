package health.confidant.scope;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Scope;
import health.confidant.access.Segment;
import java.util.List;

/** Without scopes nothing; with scopes of the level patient alone, nothing but the patient of the launch context and their couple. Letters and types are enforced at the edge and in the database (ADR 0009). */
public final class ScopePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.SCOPE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (segment.owner().kind() == Owner.Kind.DIRECTORY) {
            return request.actor().scopes().isEmpty() ? Rule.forbid("The token has no scope.") : List.of();
        }
        if (request.actor().scopes().isEmpty()) {
            return Rule.forbid("The token has no scope.");
        }
        boolean patientLevel =
                request.actor().scopes().stream().allMatch(scope -> scope.level() == Scope.Level.PATIENT);
        if (!patientLevel) {
            return List.of();
        }
        String context = request.actor().patient().orElse("");
        boolean inContext = segment.owner().reference().equals(context)
                || facts.partners(segment.owner(), request.at()).stream()
                        .anyMatch(partner -> partner.reference().equals(context));
        return inContext ? List.of() : Rule.forbid("The token is for another patient.");
    }
}
