package health.confidant.access;

/** A rule with the policy that gave it: what a denial, a report and the audit log quote. */
public record CitedRule(PolicyId policy, Rule rule) {}
