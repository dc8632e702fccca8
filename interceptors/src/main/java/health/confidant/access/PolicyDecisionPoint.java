package health.confidant.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    public AccessDecision decide(AccessRequest request, Collection<Segment> candidates, Facts facts) {
        List<Integer> readable = new ArrayList<>();
        List<Integer> writable = new ArrayList<>();
        Map<Segment, List<CitedRule>> because = new HashMap<>();
        for (Segment segment : candidates) {
            List<CitedRule> rules = judge(request, segment, facts);
            because.put(segment, rules);
            if (permits(rules, Interaction.READ)) {
                readable.add(segment.id());
                if (permits(rules, Interaction.WRITE)) {
                    writable.add(segment.id());
                }
            }
        }
        return new AccessDecision(
                request, SegmentSet.of(readable), SegmentSet.of(writable), because, validUntil(request.at(), facts));
    }

    private List<CitedRule> judge(AccessRequest request, Segment segment, Facts facts) {
        List<CitedRule> cited = new ArrayList<>();
        for (Policy policy : policies) {
            try {
                policy.judge(request, segment, facts).forEach(rule -> cited.add(new CitedRule(policy.id(), rule)));
            } catch (RuntimeException e) {
                // Fail closed, and say so where the decision is explained.
                Rule forbid = new Rule.Forbid(EnumSet.allOf(Interaction.class), "The policy failed, so it forbids.");
                cited.add(new CitedRule(policy.id(), forbid));
            }
        }
        return List.copyOf(cited);
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

    /** The next instant at which any period among the facts begins or ends. */
    private static Instant validUntil(Instant at, Facts facts) {
        return Stream.of(
                        facts.careTeams().stream().map(CareTeamFact::period),
                        facts.couples().stream().map(CoupleFact::period),
                        facts.consents().stream().map(ConsentFact::period))
                .flatMap(periods -> periods)
                .map(period -> period.nextChange(at))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
