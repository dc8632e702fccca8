package health.confidant.server.oracle;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that is so in a world. Each can be left out, with what needs it; names are unique in a world. */
sealed interface Fact {
    String name();

    /** Names of the facts without which this one cannot be. */
    default Set<String> needs() {
        return Set.of();
    }

    /** @param left names of partners who are no longer in it */
    record Couple(String name, String one, String other, Set<String> left) implements Fact {}

    /** @param subject a patient or a couple */
    record Team(String name, String subject, String track, Set<String> members, When when, boolean active)
            implements Fact {
        @Override
        public Set<String> needs() {
            return Set.of(subject);
        }
    }

    /** Somebody works for an organisation (PractitionerRole). */
    record Post(String name, String person, String organization, When when) implements Fact {}

    /** A confidentiality agreement that somebody signed. */
    record Agreement(String name, String person, When when) implements Fact {}

    record Training(String name, String person, When when) implements Fact {}

    /**
     * A record.
     *
     * @param subject a patient or a couple
     * @param author who wrote it; the outside system itself for what it brought
     * @param track of the team that the author is on when writing
     * @param code with its system after a space, or null
     * @param day when its data is from, or null
     * @param to of an encrypted message, to whom: persons, or the couple for its partners; else empty
     */
    record Sheet(
            String name,
            String type,
            String subject,
            String author,
            String track,
            String code,
            boolean note,
            String day,
            Set<String> to)
            implements Fact {
        @Override
        public Set<String> needs() {
            return Set.of(subject);
        }

        /** The like of it by somebody else. */
        Sheet by(String other, String theirs) {
            return new Sheet(name, type, subject, other, theirs, code, note, day, to);
        }
    }

    record Directive(String name, String patient, String status, Rule rule) implements Fact {
        @Override
        public Set<String> needs() {
            Stream<Rule> rules = Stream.concat(Stream.of(rule), rule.nested().stream());
            return rules.flatMap(each -> Stream.concat(
                            each.record() == null ? Stream.of() : Stream.of(each.record()),
                            each.recipients().stream().filter(name -> name.startsWith("T") || name.startsWith("C"))))
                    .collect(Collectors.toSet());
        }
    }

    /** Asked by the patient, accepted by the officer: somebody does not see a track, or one type. */
    record Restriction(String name, String patient, String recipient, String track, String type) implements Fact {}

    /** Declared with a second factor, in force now. */
    record Emergency(String name, String person, String patient) implements Fact {}

    /** Approved by the officer with order and mandate. */
    record Order(String name, String patient, String track, When when) implements Fact {}
}
