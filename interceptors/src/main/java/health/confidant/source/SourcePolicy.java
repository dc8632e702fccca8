package health.confidant.source;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import java.util.List;

/**
 * An outside EHR keeps what it brought: it is the lawful holder already, so showing it again is no disclosure.
 *
 * <p>42 CFR 2.12(d)(2), 2.11 ("disclose").
 */
public final class SourcePolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.SOURCE;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        return request.actor().is(Role.EHR) && segment.broughtBy(request.actor().client())
                ? Rule.permit(Rule.BOTH, "The caller brought these records.")
                : List.of();
    }
}
