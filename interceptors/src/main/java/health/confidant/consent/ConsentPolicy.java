package health.confidant.consent;

import health.confidant.access.AccessRequest;
import health.confidant.access.ConsentFact;
import health.confidant.access.Facts;
import health.confidant.access.Policy;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import java.util.List;

/**
 * A named recipient reads what a consent selects, for its exact purpose and while its period holds. What is the
 * couple's needs the permit of each partner; the denial of one forbids.
 *
 * <p>42 CFR 2.31, 2.33; 45 CFR 164.522(a); IHE PCF. A denial binds nobody whom the regulations put above it: not the
 * grantor, nor, unless it names them, a partner whose record it is too (42 CFR 2.23, 45 CFR 164.524), nor the privacy
 * officer on the privacy track, who could not end it otherwise (45 CFR 164.522(a)(2)), nor the program when it writes
 * down what it did, nor an emergency, nor what the law requires (42 CFR 2.26(a)(3), (5)): whether there is one is for
 * the policies of those purposes to say.
 */
public final class ConsentPolicy implements Policy {
    @Override
    public PolicyId id() {
        return PolicyId.CONSENT;
    }

    @Override
    public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
        if (facts.denials(request, segment).anyMatch(denial -> binds(denial, request, segment, facts))) {
            return Rule.forbid("A patient's consent directive denies it.");
        }
        return facts.consented(request, segment)
                ? Rule.permit(Rule.READ, "Everyone whose record it is consented to this recipient.")
                : List.of();
    }

    private static boolean binds(ConsentFact denial, AccessRequest request, Segment segment, Facts facts) {
        String caller = request.actor().reference();
        if (request.purpose() == Purpose.BTG || request.actor().is(Role.PROGRAM)) {
            return false;
        }
        // What a court orders is no disclosure that a patient could restrict (42 CFR 2.26(a)(5), 2.61).
        boolean ordered = request.purpose() == Purpose.HLEGAL
                && facts.permits(request, segment).anyMatch(ConsentFact::ordered);
        if (ordered || denial.patient().reference().equals(caller)) {
            return false;
        }
        boolean partner = request.actor().is(Role.PATIENT) && facts.isPartner(caller, segment.owner());
        // Whoever keeps the papers keeps them, and sees whose they are (45 CFR 164.530(j)).
        boolean officer = request.actor().is(Role.PRIVACY_OFFICER)
                && (segment.track() == Track.PRIVACY || segment.track() == Track.GENERAL);
        return denial.recipients().contains(caller) || !partner && !officer;
    }
}
