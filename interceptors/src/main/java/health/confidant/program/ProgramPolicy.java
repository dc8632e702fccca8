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
import java.util.Optional;

/**
 * The program writes its own papers about whom a request is for: the record of an emergency (42 CFR 2.51(c)), notices,
 * reviews, decisions (45 CFR 164.522(a)(3)). Its papers may refer to that patient's records, so it reads them; what it
 * reads so is shown to nobody.
 */
public final class ProgramPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.PROGRAM;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        Optional<String> about = request.actor().patient();
        if (!request.actor().is(Role.PROGRAM) || about.isEmpty()) {
            return List.of();
        }
        if (segment.owner().reference().equals(about.get())) {
            return segment.track() == Track.PRIVACY
                    ? Rule.permit(Rule.BOTH, "The program keeps its own papers.")
                    : Rule.permit(Rule.READ, "The program's papers refer to records.");
        }
        return facts.isPartner(about.get(), segment.owner())
                ? Rule.permit(Rule.READ, "The program's papers refer to records.")
                : List.of();
    }
}
