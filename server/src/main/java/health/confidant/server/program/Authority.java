package health.confidant.server.program;

import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Interaction;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Scope.Letter;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.server.decision.Decisions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a caller may have the program write: what the decision lets them write of somebody's papers, and the scopes. */
public final class Authority {
    private final Decisions decisions;

    public Authority(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Throws the one 404 to who does not see them, and a refusal to who does not keep their papers. */
    public void requirePapers(AccessContext context, String owner) {
        require(context, owner, List.of());
    }

    /** The same, of whom only the privacy officer is one. */
    public void requireOfficer(AccessContext context, String owner) {
        require(context, owner, List.of(PolicyId.PRIVACY));
    }

    /** Whether the caller is the privacy officer of anybody. */
    public boolean isOfficer(AccessContext context) {
        AccessDecision decision = decisions.decide(context);
        return decision.because().entrySet().stream()
                .filter(entry -> decision.writable().contains(entry.getKey().id()))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(rule -> permits(rule, List.of(PolicyId.PRIVACY)));
    }

    /** The patient in person. */
    public boolean isSelf(AccessContext context, String owner) {
        return context.actor().reference().equals(owner);
    }

    public void requireScope(AccessContext context, String type, Letter letter) {
        if (!context.actor().mayTouch(type, letter)) {
            throw Refusals.scope(type, letter.name().toLowerCase(Locale.ROOT));
        }
    }

    private void require(AccessContext context, String owner, List<PolicyId> as) {
        AccessDecision decision = decisions.decide(context);
        boolean sees = false;
        for (Map.Entry<Segment, List<CitedRule>> entry : decision.because().entrySet()) {
            Segment segment = entry.getKey();
            if (!segment.owner().reference().equals(owner)) {
                continue;
            }
            sees |= decision.readable().contains(segment.id());
            if (segment.track() == Track.PRIVACY
                    && decision.writable().contains(segment.id())
                    && (as.isEmpty() || entry.getValue().stream().anyMatch(rule -> permits(rule, as)))) {
                return;
            }
        }
        throw sees ? Refusals.notWritable("Task") : Refusals.notFound();
    }

    private static boolean permits(CitedRule cited, List<PolicyId> as) {
        return as.contains(cited.policy())
                && cited.rule() instanceof Rule.Permit permit
                && permit.interactions().contains(Interaction.WRITE);
    }
}
