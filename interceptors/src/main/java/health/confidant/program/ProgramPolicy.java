package health.confidant.program;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;

/**
 * The program writes its own papers about whom a request is for, and reads nothing else: the record of an emergency
 * (42 CFR 2.51(c)), notices, reviews.
 */
public final class ProgramPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.PROGRAM;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        boolean papers = request.actor().is(Role.PROGRAM)
                && segment.track() == Track.PRIVACY
                && request.actor()
                        .patient()
                        .filter(segment.owner().reference()::equals)
                        .isPresent();
        return papers ? Rule.permit(Rule.BOTH, "The program keeps its own papers.") : List.of();
    }
}
