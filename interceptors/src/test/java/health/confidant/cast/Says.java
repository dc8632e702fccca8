package health.confidant.cast;

import health.confidant.access.AccessRequest;
import health.confidant.access.CitedRule;
import health.confidant.access.Policy;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import java.util.List;

/** What one policy alone says of one segment, asked through the decision point as in earnest. */
public enum Says {
    NOTHING,
    READ,
    READ_AND_WRITE,
    NEVER,
    NEVER_WRITE,
    /** Permits and forbids nothing, but obliges to treat it as a disclosure. */
    DISCLOSED;

    public static Says of(Policy policy, AccessRequest request, Segment segment, Given given) {
        List<CitedRule> rules = new PolicyDecisionPoint(List.of(policy))
                .decide(request, List.of(segment), given.facts())
                .because()
                .get(segment);
        if (rules.isEmpty()) {
            return NOTHING;
        }
        if (rules.size() > 1) {
            throw new AssertionError("More than one rule: " + rules);
        }
        if (rules.get(0).rule() instanceof Rule.Permit permit) {
            return permit.interactions().equals(Rule.BOTH) ? READ_AND_WRITE : READ;
        }
        if (rules.get(0).rule() instanceof Rule.Oblige) {
            return DISCLOSED;
        }
        return ((Rule.Forbid) rules.get(0).rule()).interactions().equals(Rule.BOTH) ? NEVER : NEVER_WRITE;
    }
}
