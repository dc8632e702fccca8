package health.confidant.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the policies over candidate segments. Default deny; forbid overrides permit; the order of policies, rules and
 * facts never matters; a policy that fails denies the segment; what may be written may be read (XACML 3.0
 * deny-overrides; 42 CFR 2.13(a)).
 */
public final class PolicyDecisionPoint {
    private final List<Policy> policies;

    /** @throws IllegalArgumentException when two policies share an id */
    public PolicyDecisionPoint(List<Policy> policies) {
        this.policies = List.copyOf(policies);
        Set<PolicyId> ids = EnumSet.noneOf(PolicyId.class);
        for (Policy policy : policies) {
            if (!ids.add(policy.id())) {
                throw new IllegalArgumentException("Two policies with the id " + policy.id());
            }
        }
    }

    /**
     * @param facts what was read about the candidates' owners; it may hold expired facts and more owners' facts
     * @throws IllegalArgumentException when two different candidates share an id, since the database would let both
     *     through where one is readable
     */
    public AccessDecision decide(AccessRequest request, Collection<Segment> candidates, Facts facts) {
        FactIndex current = new FactIndex(facts, request.at());
        Map<Integer, Segment> seen = new HashMap<>();
        Map<Segment, List<CitedRule>> because = new HashMap<>();
        List<Integer> readable = new ArrayList<>();
        List<Integer> writable = new ArrayList<>();
        for (Segment segment : candidates) {
            Segment twin = seen.putIfAbsent(segment.id(), segment);
            if (twin != null && !twin.equals(segment)) {
                throw new IllegalArgumentException("Two segments with the id " + segment.id());
            }
            List<CitedRule> rules = judge(request, segment, current.about(segment));
            because.put(segment, rules);
            if (permits(rules, Interaction.READ)) {
                readable.add(segment.id());
                if (permits(rules, Interaction.WRITE)) {
                    writable.add(segment.id());
                }
            }
        }
        return new AccessDecision(
                request, SegmentSet.of(readable), SegmentSet.of(writable), because, facts.nextChange(request.at()));
    }

    private List<CitedRule> judge(AccessRequest request, Segment segment, Facts facts) {
        List<CitedRule> cited = new ArrayList<>();
        for (Policy policy : policies) {
            for (Rule rule : judge(policy, request, segment, facts)) {
                cited.add(new CitedRule(policy.id(), rule));
            }
        }
        return List.copyOf(cited);
    }

    /** Fails closed, and says so where the decision is explained; the message of the failure may name a person. */
    private static List<Rule> judge(Policy policy, AccessRequest request, Segment segment, Facts facts) {
        try {
            return List.copyOf(policy.judge(request, segment, facts));
        } catch (RuntimeException failure) {
            return Rule.forbid(
                    "The policy failed, so it forbids (" + failure.getClass().getSimpleName() + ").");
        }
    }

    private static boolean permits(List<CitedRule> rules, Interaction interaction) {
        boolean permitted = false;
        for (CitedRule cited : rules) {
            if (cited.rule() instanceof Rule.Forbid forbid
                    && forbid.interactions().contains(interaction)) {
                return false;
            }
            permitted |= cited.rule() instanceof Rule.Permit permit
                    && permit.interactions().contains(interaction);
        }
        return permitted;
    }
}
