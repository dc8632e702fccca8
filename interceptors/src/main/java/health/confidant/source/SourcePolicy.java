package health.confidant.source;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import java.util.List;

/** A source system keeps what it brought: it is their lawful holder already, so showing it again is no disclosure. */
public final class SourcePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.SOURCE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean own = request.actor().is(Role.EHR)
                && !segment.source().isEmpty()
                && segment.source().equals(request.actor().client());
        return own ? Rule.permit(Rule.BOTH, "The caller brought these records.") : List.of();
    }
}
