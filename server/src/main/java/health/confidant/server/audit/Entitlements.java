package health.confidant.server.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.decision.Decisions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose privacy papers a caller reads as the patient, or as the privacy officer, of these the journal is theirs too. */
public final class Entitlements {
    private static final Set<PolicyId> ENTITLES = EnumSet.of(PolicyId.SELF, PolicyId.PRIVACY);

    /**
     * @param owners keys of the patients whose records may be shown, by reference
     * @param officer whether as the privacy officer: without the patient's blinkers, and what is about nobody too
     */
    public record Entitlement(Map<String, Integer> owners, boolean officer) {}

    private final Decisions decisions;

    public Entitlements(Decisions decisions) {
        this.decisions = decisions;
    }

    /** By the decision in force at this moment. */
    public Entitlement of(RequestDetails request) {
        AccessDecision decision = decisions.decide(AccessContext.of(request));
        Map<String, Integer> owners = new HashMap<>();
        boolean officer = false;
        for (Map.Entry<Segment, List<CitedRule>> entry : decision.because().entrySet()) {
            Segment segment = entry.getKey();
            boolean entitled = segment.track() == Track.PRIVACY
                    && segment.owner().kind() == Owner.Kind.PATIENT
                    && decision.readable().contains(segment.id());
            if (entitled) {
                for (CitedRule rule : entry.getValue()) {
                    if (rule.rule() instanceof Rule.Permit && ENTITLES.contains(rule.policy())) {
                        owners.put(segment.owner().reference(), segment.owner().id());
                        officer |= rule.policy() == PolicyId.PRIVACY;
                    }
                }
            }
        }
        return new Entitlement(owners, officer);
    }
}
