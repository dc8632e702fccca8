package health.confidant.directory;

import health.confidant.access.AccessRequest;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;

/**
 * Everybody who is signed in reads the directory; its operator keeps the program's part, a source system its own. The
 * papers of staff and service organisations in it are for their holders.
 *
 * <p>45 CFR 164.514(d): minimum necessary is not at stake, since no patient is in it.
 */
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
        if (segment.track() == Track.PRIVACY) {
            return segment.writtenBy(request.actor().reference())
                    ? Rule.permit(Rule.READ, "It is the caller's own paper.")
                    : List.of();
        }
        boolean keeps = segment.source().isEmpty()
                ? request.actor().is(Role.OPERATOR)
                : request.actor().is(Role.EHR)
                        && segment.broughtBy(request.actor().client());
        return Rule.permit(keeps ? Rule.BOTH : Rule.READ, "The directory is open to every authenticated caller.");
    }
}
