package health.confidant.access;

import java.util.Set;

/** What a policy says about one segment. Forbid overrides permit; silence permits nothing. */
public sealed interface Rule {
    /** One plain sentence, free of personal data. */
    String because();

    record Permit(Set<Interaction> interactions, String because) implements Rule {
        public Permit {
            interactions = Set.copyOf(interactions);
        }
    }

    record Forbid(Set<Interaction> interactions, String because) implements Rule {
        public Forbid {
            interactions = Set.copyOf(interactions);
        }
    }

    /** Reads and writes. */
    Set<Interaction> BOTH = Set.of(Interaction.READ, Interaction.WRITE);

    static java.util.List<Rule> permit(Set<Interaction> interactions, String because) {
        return java.util.List.of(new Permit(interactions, because));
    }

    static java.util.List<Rule> forbid(String because) {
        return java.util.List.of(new Forbid(BOTH, because));
    }
}
