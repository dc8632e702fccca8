package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No audit, no data: in a server of its own, whose audit table is taken away and given back. */
class AuditOutageIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "alter table confidant.journal rename to gone; alter table confidant.gone rename to journal",
                "revoke insert on confidant.journal from confidant_server, confidant_request, confidant_system;"
                        + " grant insert on confidant.journal to confidant_server, confidant_request, confidant_system"
            })
    void nothingIsShownOrStoredWhileNothingCanBeRecorded(String breaks, String mends) {
        Door kim = Door.of(server, "kim");
        String mine = kim.create(Records.condition(MAYA, "Z63.0"));
        String stored = kim.get(mine).body();
        int before = rows();
        server.administrator().execute(breaks);
        try {
            unavailable(kim.get(CONDITION));
            unavailable(kim.get("/Condition?patient=" + MAYA));
            unavailable(kim.get("/Condition?patient=" + MAYA + "&_summary=count"));
            unavailable(kim.get("/Condition?code=F99.99"));
            unavailable(kim.get(CONDITION + "/_history"));
            unavailable(kim.get(MAYA + "/$everything"));
            unavailable(Door.of(server, "lee").get(CONDITION));
            unavailable(kim.send("POST", "/Condition", Records.condition(MAYA, "Z63.0")));
            unavailable(kim.send("PUT", mine, Records.withId(Records.condition(MAYA, "Z63.1"), mine)));
            unavailable(kim.send(
                    "POST",
                    "/",
                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                            + Records.condition(MAYA, "Z63.0")
                            + ",\"request\":{\"method\":\"POST\",\"url\":\"Condition\"}}]}"));
        } finally {
            server.administrator().execute(mends);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(kim.get(mine).body()).isEqualTo(stored);
        assertThat(kim.send("POST", "/Condition", Records.condition(MAYA, "Z63.0"))
                        .status())
                .isEqualTo(201);
    }

    private static int rows() {
        return server.administrator().queryForObject("select count(*) from hfj_res_ver", Integer.class);
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().getOrDefault("retry-after", List.of()))
                .as(answer.body())
                .hasSize(1);
        assertThat(answer.body())
                .contains("OperationOutcome", "AUDIT-001")
                .doesNotContain("F10.20", "\"total\"", "\"entry\"", "confidant.journal");
        assertThat(answer.headers()).doesNotContainKeys("location", "etag", "last-modified");
    }
}
