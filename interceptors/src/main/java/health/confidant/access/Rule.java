package health.confidant.access;

import java.util.List;
import java.util.Set;

/** What a policy says about one segment. Forbid overrides permit; silence permits nothing. */
public sealed interface Rule {
    Set<Interaction> READ = Set.of(Interaction.READ);

    /** Reads and writes. */
    Set<Interaction> BOTH = Set.of(Interaction.READ, Interaction.WRITE);

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

    static List<Rule> permit(Set<Interaction> interactions, String because) {
        return List.of(new Permit(interactions, because));
    }

    /** Forbids to read, and so to write. */
    static List<Rule> forbid(String because) {
        return List.of(new Forbid(BOTH, because));
    }
}
