package health.confidant.server.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** People, and what is so. The order of facts is the order in which those of one kind come to be. */
record World(List<Person> people, List<Fact> facts) {
    Person person(String name) {
        return people.stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    <F extends Fact> Stream<F> all(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }

    /** Without these, and without what needs them. */
    World without(Set<String> dropped) {
        Set<String> gone = new HashSet<>(dropped);
        List<Fact> left = facts;
        int before;
        do {
            before = left.size();
            left = left.stream()
                    .filter(fact ->
                            !gone.contains(fact.name()) && fact.needs().stream().noneMatch(gone::contains))
                    .toList();
            List<Fact> kept = left;
            facts.stream().filter(fact -> !kept.contains(fact)).map(Fact::name).forEach(gone::add);
        } while (left.size() < before);
        return new World(people, left);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        facts.forEach(fact -> text.append("    ").append(fact).append('\n'));
        return text.toString();
    }
}
