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

    /**
     * What comes with the answer: it permits and forbids nothing.
     *
     * @param provisions the consent provisions that it is owed under
     */
    record Oblige(Obligation obligation, Set<ProvisionId> provisions, String because) implements Rule {
        public Oblige {
            provisions = Set.copyOf(provisions);
        }
    }

    /** Obligations that the enforcement point discharges (XACML 3.0, section 7.18). */
    enum Obligation {
        /** A disclosure under consent: the notice of 42 CFR 2.32 goes with it, and a line of the ledger (2.25). */
        DISCLOSURE
    }

    static List<Rule> permit(Set<Interaction> interactions, String because) {
        return List.of(new Permit(interactions, because));
    }

    /** Forbids to read, and so to write. */
    static List<Rule> forbid(String because) {
        return List.of(new Forbid(BOTH, because));
    }
}
