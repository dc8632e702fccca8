package health.confidant.fhir.subject;

import java.util.List;

/** Whose record a resource is, by reference; the server resolves references to owners. */
public sealed interface Subject {
    /** Nobody's: practitioners, organisations, conformance. Names no patient anywhere. */
    record Directory() implements Subject {}

    /**
     * These patients'; a record of both partners names both. As written, so a {@code urn:uuid:} placeholder of a
     * transaction stays one.
     */
    record Patients(List<String> references) implements Subject {
        public Patients {
            references = List.copyOf(references);
        }
    }

    /**
     * The couple's.
     *
     * @param named patients at the ends of a message about the couple; it is the couple's only if they are its partners
     */
    record Couple(String reference, List<String> named) implements Subject {
        public Couple {
            named = List.copyOf(named);
        }

        public Couple(String reference) {
            this(reference, List.of());
        }
    }

    /**
     * That of other records (Provenance.target, Binary.securityContext): the owner of all of these, and of nobody if
     * they differ.
     */
    record Follows(List<String> references) implements Subject {
        public Follows {
            references = List.copyOf(references);
        }
    }

    /** A Patient or couple that has no id yet: it will own itself. */
    record Itself() implements Subject {}

    /** Not known to be anyone's. Such a resource has no segment and is refused. */
    record None() implements Subject {}
}
