package health.confidant.access;

import java.util.List;

/**
 * What a decision needs to know about the candidate segments' owners, read in one snapshot. Couples' facts come with
 * the consents of both partners.
 */
public record Facts(List<CareTeamFact> careTeams, List<CoupleFact> couples, List<ConsentFact> consents) {
    public Facts {
        careTeams = List.copyOf(careTeams);
        couples = List.copyOf(couples);
        consents = List.copyOf(consents);
    }

    public static final Facts NONE = new Facts(List.of(), List.of(), List.of());

    /** Current members of a couple. */
    public List<Owner> partners(Owner couple, java.time.Instant at) {
        return couples.stream()
                .filter(fact ->
                        fact.couple().id() == couple.id() && fact.period().contains(at))
                .map(CoupleFact::partner)
                .distinct()
                .toList();
    }

    /** The couples that a patient is in now. */
    public List<Owner> couplesOf(Owner partner, java.time.Instant at) {
        return couples.stream()
                .filter(fact ->
                        fact.partner().id() == partner.id() && fact.period().contains(at))
                .map(CoupleFact::couple)
                .distinct()
                .toList();
    }
}
