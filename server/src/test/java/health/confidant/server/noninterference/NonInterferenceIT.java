package health.confidant.server.noninterference;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.database.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * For random worlds and callers: every answer with the hidden records there equals, byte for byte, the answer without
 * them. One seed by default, so that a red build can be
 * replayed; {@code -Dconfidant.seed} draws another, {@code -Dconfidant.pairs} says how many pairs of answers to compare.
 */
class NonInterferenceIT {
    private static final int WORLDS = 2;

    private final TestServer server = Ground.server();
    private final long seed = Long.getLong("confidant.seed", 9485189707831L);
    private final Shelf shelf = new Shelf(server.bean(Database.class).owner());
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> statuses = new TreeMap<>();
    private int pairs;
    private int full;

    @Test
    void answersWhenHiddenRecordsAreRemovedThenStayTheSame() throws SQLException {
        System.out.println("Replay with -Dtest=NonInterferenceIT -Dconfidant.seed=" + seed);
        Random random = new Random(seed);
        int wanted = Integer.getInteger("confidant.pairs", 2000);
        for (int i = 0; i < WORLDS; i++) {
            RandomWorld world = new RandomWorld(new Desk(server), random);
            world.grow();
            List<Asker> askers = Asker.all(server, world.patients().get(0));
            int each = (wanted + WORLDS * askers.size() - 1) / (WORLDS * askers.size());
            for (Asker asker : askers) {
                compare(asker, new Random(random.nextLong()), each);
            }
        }
        System.out.println(pairs + " pairs, " + full + " with records in them, by status " + statuses);
        assertThat(differences).as("seed " + seed).isEmpty();
        assertThat(pairs).isGreaterThanOrEqualTo(wanted);
        assertThat(full).as("a battery that finds nothing shows nothing").isGreaterThan(wanted / 5);
    }

    @Test
    void answersWhenVisibleRecordIsRemovedThenDiffer() throws SQLException {
        Asker kim = Asker.cast(server, "kim", "clinician-app", null);
        Random random = new Random(seed);
        List<Question> questions = battery(kim, random).draw(150);
        Answers answers = new Answers(server, kim.token().fresh());
        List<String> before = questions.stream().map(answers::to).toList();
        List<String> all = references("true");
        shelf.take("res_id = (select max(res_id) from hfj_resource where res_type = 'Observation' and not "
                + kim.hidden(server) + ")");
        List<String> after;
        try {
            after = questions.stream().map(answers::to).toList();
        } finally {
            shelf.putBack();
        }
        assertThat(after).as("seed " + seed).isNotEqualTo(before);
        // Not the answers again: a row that was put back lies elsewhere, and HAPI leaves unsorted searches in any
        // order.
        assertThat(references("true")).as("what was put back").isEqualTo(all);
    }

    private void compare(Asker asker, Random random, int number) throws SQLException {
        List<Question> questions = battery(asker, random).draw(number);
        Answers answers = new Answers(server, asker.token().fresh());
        List<String> with = questions.stream().map(answers::to).toList();
        shelf.take(asker.hidden(server), asker.named(server));
        List<String> without;
        try {
            without = questions.stream().map(answers::to).toList();
        } finally {
            shelf.putBack();
        }
        for (int i = 0; i < number; i++) {
            pairs++;
            statuses.merge(with.get(i).substring(0, 3), 1, Integer::sum);
            full += with.get(i).contains("\"resource\":{") ? 1 : 0;
            if (!with.get(i).equals(without.get(i))) {
                String difference = difference(asker, questions.get(i), with.get(i), without.get(i));
                System.out.println(difference);
                differences.add(difference);
            }
        }
    }

    private Battery battery(Asker asker, Random random) {
        List<String> hidden = references(asker.otherSegments(server));
        List<String> seen = references("not " + asker.hidden(server));
        assertThat(hidden).as("hidden from " + asker.name()).isNotEmpty();
        assertThat(seen).as("seen by " + asker.name()).isNotEmpty();
        Instant now = server.administrator()
                .queryForObject("select date_trunc('second', now())", OffsetDateTime.class)
                .toInstant();
        return new Battery(random, asker.shapes(), seen, references("true"), hidden, logged(now), now);
    }

    /** Ids are random and many: the newest of before this second, in an order of their own. */
    private List<String> logged(Instant now) {
        return server
                .administrator()
                .queryForList(
                        "select id::text from confidant.journal where at < ? order by at desc limit 500",
                        String.class,
                        now.atOffset(ZoneOffset.UTC))
                .stream()
                .sorted()
                .toList();
    }

    private String difference(Asker asker, Question question, String with, String without) {
        int at = 0;
        while (at < Math.min(with.length(), without.length()) && with.charAt(at) == without.charAt(at)) {
            at++;
        }
        return "seed " + seed + ", " + asker.name() + ", " + question + "\n  with:    " + around(with, at)
                + "\n  without: " + around(without, at);
    }

    private static String around(String text, int at) {
        return text.substring(0, 3) + " ..." + text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 200));
    }

    /** In an order of their own, so that the seed alone decides what is asked. */
    private List<String> references(String which) {
        return server
                .administrator()
                .queryForList(
                        "select res_type || '/' || fhir_id from hfj_resource where partition_id <> 2 and " + which,
                        String.class)
                .stream()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
