package health.confidant.server.scenario;

import health.confidant.server.TestServer;
import health.confidant.server.threat.Door;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is given that no request brings about: years that passed, what an operator sets up. */
final class Givens {
    private static final Map<Pattern, BiConsumer<TestServer, MatchResult>> SENTENCES = Map.of(
            Pattern.compile("(\\S+) was last written to on (\\S+)"), Givens::age,
            Pattern.compile("nobody treats (\\S+) any more"), Givens::endTreatment,
            Pattern.compile("an app may delete"), (server, said) -> Door.deleting(server, "kim"));

    private Givens() {}

    static void make(TestServer server, String sentence) {
        for (Map.Entry<Pattern, BiConsumer<TestServer, MatchResult>> each : SENTENCES.entrySet()) {
            Matcher said = each.getKey().matcher(sentence);
            if (said.matches()) {
                each.getValue().accept(server, said);
                return;
            }
        }
        throw new IllegalArgumentException("Nobody can give that: " + sentence);
    }

    private static void age(TestServer server, MatchResult said) {
        changed(server.administrator()
                .update(
                        "update hfj_res_ver set res_updated = ?::date where partition_id in (select s.id from"
                                + " confidant.segment s join confidant.owner o on o.id = s.owner where o.reference = ?)",
                        said.group(2),
                        said.group(1)));
    }

    private static void endTreatment(TestServer server, MatchResult said) {
        changed(server.administrator()
                .update(
                        "update confidant.care_team set ends = '2020-01-01' where owner = (select id from"
                                + " confidant.owner where reference = ?)",
                        said.group(1)));
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw new IllegalStateException("There was nothing to change.");
        }
    }
}
