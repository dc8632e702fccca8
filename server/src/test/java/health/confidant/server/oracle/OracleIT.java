package health.confidant.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Reception;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The server against an independent reading of the rules: no leak, and no wrong refusal. 2,000 cases, or as many as
 * {@code -Dconfidant.oracle.cases} says; {@code -Dconfidant.seed} draws other ones than the default's.
 *
 * <p>Requirements 22-28, 32-34, 36, 44, 48, 66, 70.
 */
class OracleIT {
    private static final int CASES_A_WORLD = 400;
    private static final int SHRUNK = 3;

    private final TestServer server = Ground.server();
    private final long seed = Long.getLong("confidant.seed", 4221731L);
    private final List<String> differences = new ArrayList<>();
    private final Map<Question.Way, int[]> tried = new EnumMap<>(Question.Way.class);

    @Test
    void answersWhenAskedAtRandomThenAreWhatTheRulesSay() throws Exception {
        int wanted = Integer.getInteger("confidant.oracle.cases", 2000);
        System.out.println(
                "Replay with -Dtest=OracleIT -Dconfidant.seed=" + seed + " -Dconfidant.oracle.cases=" + wanted);
        Random random = new Random(seed);
        ExecutorService askers = Executors.newFixedThreadPool(3);
        int cases = 0;
        try {
            for (int left = wanted; left > 0; left -= CASES_A_WORLD) {
                int number = Math.min(left, CASES_A_WORLD);
                world(new Random(random.nextLong()), number, askers);
                cases += number;
            }
        } finally {
            askers.shutdownNow();
        }
        int shown = tried.values().stream().mapToInt(count -> count[1]).sum();
        StringBuilder ways = new StringBuilder();
        tried.forEach((way, count) -> ways.append(' ')
                .append(way)
                .append(' ')
                .append(count[1])
                .append('/')
                .append(count[0]));
        System.out.println(cases + " cases, " + shown + " with something to show:" + ways);
        assertThat(differences).as("seed " + seed).isEmpty();
        assertThat(shown).as("an oracle that opens nothing shows nothing").isGreaterThan(wanted / 5);
    }

    private void world(Random random, int number, ExecutorService askers) throws Exception {
        World world = Draw.world(random);
        Oracle oracle = new Oracle(world);
        Posted posted = new Posted(world, new Reception(server));
        Asked asked = new Asked(posted, oracle);
        Questions questions = new Questions(random, world, oracle);
        List<Question> drawn = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            drawn.add(questions.draw());
        }
        Map<Boolean, List<Question>> adds =
                drawn.stream().collect(Collectors.partitioningBy(question -> question.way() == Question.Way.CREATE));
        // What adds to the world comes last: the oracle knows the one before.
        ask(world, adds.get(false), asked, askers);
        ask(world, adds.get(true), asked, askers);
    }

    private void ask(World world, List<Question> questions, Asked asked, ExecutorService askers) throws Exception {
        List<Future<Asked.Result>> results = questions.stream()
                .map(question -> askers.submit(() -> asked.ask(question)))
                .toList();
        for (int i = 0; i < questions.size(); i++) {
            Asked.Result result = results.get(i).get();
            int[] count = tried.computeIfAbsent(questions.get(i).way(), way -> new int[2]);
            count[0]++;
            count[1] += result.shown() ? 1 : 0;
            if (result.difference().isPresent()) {
                differ(world, questions.get(i), result.difference().get());
            }
        }
    }

    private void differ(World world, Question question, String difference) {
        String text = differences.size() < SHRUNK
                ? difference + "\n  " + new Shrinking(() -> new Reception(server)).of(world, question)
                : difference;
        System.out.println(text);
        differences.add(text);
    }
}
