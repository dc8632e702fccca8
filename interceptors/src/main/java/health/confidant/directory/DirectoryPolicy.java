package health.confidant.directory;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Interaction;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import java.util.List;
import java.util.Set;

/** Everybody who is signed in reads the directory; its operator keeps the program's part, a source system its own. */
public final class DirectoryPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.DIRECTORY;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (segment.owner().kind() != Owner.Kind.DIRECTORY) {
            return List.of();
        }
        boolean keeps = segment.source().isEmpty()
                ? request.actor().is(Role.OPERATOR)
                : request.actor().is(Role.EHR)
                        && segment.source().equals(request.actor().client());
        return Rule.permit(
                keeps ? Rule.BOTH : Set.of(Interaction.READ), "The directory is open to every authenticated caller.");
    }
}
