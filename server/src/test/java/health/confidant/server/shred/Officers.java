package health.confidant.server.shred;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.server.TestServer;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.threat.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two privacy officers with one account: under another name it is another person to the server. */
public record Officers(TestServer server) {
    public static final String REASON =
            "{\"name\":\"reason\",\"valueString\":\"The patient asked for it in writing.\"}";
    /** {@code StepUp.AT_ONCE} is five minutes. */
    public static final Duration FRESH = Duration.ofMinutes(4);

    static final String PAPERS = ",{\"name\":\"papers\",\"valueBoolean\":true}";
    static final String LIFT = ",{\"name\":\"lift\",\"valueBoolean\":true}";

    public Answer first(String reference, String operation, String parameters) {
        server.signedInWithin("novak", FRESH);
        return call(server.token("novak"), reference, operation, parameters);
    }

    Answer second(String reference, String operation, String parameters) {
        JdbcTemplate administrator = server.administrator();
        String novak = administrator.queryForObject(
                "select reference from confidant.account where login = 'novak'", String.class);
        try {
            rename("Practitioner/" + UUID.randomUUID());
            return first(reference, operation, parameters);
        } finally {
            rename(novak);
        }
    }

    private void rename(String reference) {
        server.administrator().update("update confidant.account set reference = ? where login = 'novak'", reference);
        server.forgetTokens();
    }

    Answer call(String token, String reference, String operation, String parameters) {
        return Answer.of(server.send(token, "POST", "/" + reference + "/" + operation, body(parameters)));
    }

    static String body(String parameters) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}";
    }

    static String parameter(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("valueString").asText();
            }
        }
        throw new AssertionError(answer.body());
    }

    /** Acts of officers in the owner's log that begin with this, the oldest first. */
    List<String> acts(int owner, String beginning) {
        return server.bean(JournalReader.class).search(JournalReader.Question.of(owner), true, 1000, 0).stream()
                .map(entry -> entry.record().query())
                .filter(query -> query.startsWith(beginning))
                .toList();
    }

    int owner(String reference) {
        return server.administrator()
                .queryForObject("select id from confidant.owner where reference = ?", Integer.class, reference);
    }

    /** The owner's rows as if nobody had written to these tracks since. */
    public void age(String reference, String day, String... tracks) {
        server.administrator()
                .update(
                        "update hfj_res_ver set res_updated = ?::date where partition_id in (select id from"
                                + " confidant.segment where owner = ? and track = any(?))",
                        day,
                        owner(reference),
                        tracks);
    }

    List<String> bodies(String reference, String... tracks) {
        return server.administrator()
                .queryForList(
                        "select res_text_vc from hfj_res_ver where partition_id in (select id from confidant.segment"
                                + " where owner = ? and track = any(?)) and res_text_vc is not null order by res_id, res_ver",
                        String.class,
                        owner(reference),
                        tracks);
    }
}
