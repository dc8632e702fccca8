package health.confidant.server.decision;

import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.enforcement.AccessContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As what somebody may ask about an owner's privacy: whoever reads the owner's privacy papers, and why. */
public final class Entitlements {
    public enum As {
        /** The patient, or a partner of the couple. */
        PATIENT,
        PRIVACY_OFFICER
    }

    private final Decisions decisions;

    public Entitlements(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Whether the caller is the privacy officer of anybody. */
    public boolean isOfficer(AccessContext context) {
        AccessDecision decision = decisions.decide(context);
        return decision.because().entrySet().stream()
                .filter(entry -> entry.getKey().track() == Track.PRIVACY
                        && decision.readable().contains(entry.getKey().id()))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(cited -> cited.policy() == PolicyId.PRIVACY && cited.rule() instanceof Rule.Permit);
    }

    /** Empty for everybody else, who is told what is told of a missing resource. */
    public Optional<As> of(AccessContext context, Owner owner) {
        AccessDecision decision = decisions.decide(context);
        for (Map.Entry<Segment, List<CitedRule>> entry : decision.because().entrySet()) {
            Segment segment = entry.getKey();
            if (segment.owner().id() == owner.id()
                    && segment.track() == Track.PRIVACY
                    && decision.readable().contains(segment.id())) {
                for (CitedRule cited : entry.getValue()) {
                    if (cited.rule() instanceof Rule.Permit && cited.policy() == PolicyId.SELF) {
                        return Optional.of(As.PATIENT);
                    }
                    if (cited.rule() instanceof Rule.Permit && cited.policy() == PolicyId.PRIVACY) {
                        return Optional.of(As.PRIVACY_OFFICER);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
