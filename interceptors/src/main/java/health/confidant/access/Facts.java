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
}
