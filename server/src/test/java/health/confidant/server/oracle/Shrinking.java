package health.confidant.server.oracle;

import health.confidant.server.noninterference.Reception;
import health.confidant.server.oracle.Asked.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Leaves facts out of a world, half of them first and then ever fewer, as long as the difference stays. */
final class Shrinking {
    private static final int MOST = 60;

    private final Supplier<Reception> receptions;
    private int tried;

    Shrinking(Supplier<Reception> receptions) {
        this.receptions = receptions;
    }

    /** The smallest world that was found and what differs in it, as text; or that it did not come again. */
    String of(World world, Question question) {
        if (differs(world, question).isEmpty()) {
            return "It does not come again in a fresh world like it, so an earlier request matters:\n" + world;
        }
        World smallest = world;
        for (int size = Math.max(1, world.facts().size() / 2); size >= 1; size = size == 1 ? 0 : size / 2) {
            int at = 0;
            while (at < smallest.facts().size() && tried < MOST) {
                World less = smallest.without(names(smallest.facts()
                        .subList(at, Math.min(at + size, smallest.facts().size()))));
                if (less.facts().size() < smallest.facts().size()
                        && asks(less, question)
                        && differs(less, question).isPresent()) {
                    smallest = less;
                } else {
                    at += size;
                }
            }
        }
        return "Smallest world after " + tried + " tries:\n" + smallest + "  "
                + differs(smallest, question).orElse("?");
    }

    private static Set<String> names(List<Fact> facts) {
        return new HashSet<>(facts.stream().map(Fact::name).collect(Collectors.toSet()));
    }

    /** Whether what the question is about is still there. */
    private static boolean asks(World world, Question question) {
        return question.about() == null
                || question.about().contains(" ")
                || new Oracle(world)
                        .records().stream().anyMatch(held -> held.name().equals(question.about()));
    }

    private Optional<String> differs(World world, Question question) {
        tried++;
        try {
            Result result = new Asked(new Posted(world, receptions.get()), new Oracle(world)).ask(question);
            return result.difference();
        } catch (IllegalStateException unlike) {
            return Optional.empty(); // A world that cannot be is no smaller one.
        }
    }
}
