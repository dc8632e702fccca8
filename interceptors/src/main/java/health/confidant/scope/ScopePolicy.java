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
import java.util.Optional;

/**
 * Without scopes nothing. With a scope of the level {@code patient/} nothing but the patient of the launch context,
 * that patient's couples and the directory; without a launch context no patient at all.
 *
 * <p>SMART App Launch 2.2, "Scopes and Launch Context". One {@code patient/} scope binds the whole token, because
 * segments know no resource types: {@code patient/Observation.rs user/Practitioner.rs} must not show the observations
 * of others. Types and letters are enforced elsewhere.
 */
public final class ScopePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.SCOPE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (request.actor().scopes().isEmpty()) {
            return Rule.forbid("The token has no scope.");
        }
        boolean bound = request.actor().scopes().stream().anyMatch(scope -> scope.level() == Scope.Level.PATIENT);
        return bound && !inContext(request.actor().patient(), segment.owner(), facts)
                ? Rule.forbid("The token is for another patient.")
                : List.of();
    }

    private static boolean inContext(Optional<String> patient, Owner owner, Facts facts) {
        return switch (owner.kind()) {
            case PATIENT -> patient.filter(owner.reference()::equals).isPresent();
            case COUPLE -> patient.filter(it -> facts.isPartner(it, owner)).isPresent();
            case DIRECTORY -> true;
        };
    }
}
