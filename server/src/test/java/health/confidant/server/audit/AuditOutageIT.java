package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No audit, no data: in a server of its own, whose audit table is taken away and given back. */
class AuditOutageIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");
    private static final String APP = "https://app.example";
    private static final String[] OF_THE_EXCHANGE = {
        "access-control-allow-origin", "cache-control", "x-content-type-options", "vary"
    };
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
        // Signed in before: a sign-in that cannot be recorded is refused too.
        Door lee = Door.of(server, "lee");
        String mine = kim.create(Records.condition(MAYA, "Z63.0"));
        String stored = kim.get(mine).body();
        int before = rows();
        Answer there = kim.get(CONDITION, "Origin", APP);
        assertThat(there.headers()).containsKeys(OF_THE_EXCHANGE);
        server.administrator().execute(breaks);
        try {
            unavailable(kim.get(CONDITION));
            unavailable(kim.get(CONDITION, "Accept-Encoding", "gzip"));
            Answer app = kim.get(CONDITION, "Origin", APP);
            unavailable(app);
            for (String header : OF_THE_EXCHANGE) {
                assertThat(app.headers().get(header))
                        .as(header)
                        .isEqualTo(there.headers().get(header));
            }
            assertThat(app.headers().get("x-request-id")).singleElement().satisfies(id -> assertThat(app.body())
                    .contains("\"id\":\"" + id + "\""));
            unavailable(kim.get("/Condition?patient=" + MAYA));
            unavailable(kim.get("/Condition?patient=" + MAYA + "&_summary=count"));
            unavailable(kim.get("/Condition?code=F99.99"));
            unavailable(kim.get(CONDITION + "/_history"));
            unavailable(kim.get(MAYA + "/$everything"));
            unavailable(lee.get(CONDITION));
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

    @Test
    void fullDiskGivesNoDataAndIsOverByItself() {
        Door kim = Door.of(server, "kim");
        assertThat(kim.get(CONDITION).status()).isEqualTo(200);
        server.administrator()
                .execute("create function confidant.full() returns trigger language plpgsql as $$ begin"
                        + " raise exception 'no space left on device' using errcode = '53100'; end $$");
        server.administrator()
                .execute("create trigger full_disk before insert on confidant.journal for each row execute function"
                        + " confidant.full()");
        try {
            unavailable(kim.get(CONDITION));
            unavailable(kim.send("POST", "/Condition", Records.condition(MAYA, "Z63.0")));
            // One that is hidden and one that is not there, or the difference would tell which is which.
            for (String id : List.of(
                    Door.id("DocumentReference/daniel-counseling-note").split("/")[1],
                    UUID.randomUUID().toString())) {
                HttpResponse<String> document = document(kim.token(), id);
                assertThat(document.statusCode()).as(document.body()).isEqualTo(503);
                assertThat(document.headers().firstValue("Retry-After")).isPresent();
            }
            for (String about : List.of(Door.id("Patient/daniel"), "Patient/" + UUID.randomUUID())) {
                HttpResponse<String> devices = devices(kim.token(), about);
                assertThat(devices.statusCode()).as(devices.body()).isEqualTo(503);
            }
            HttpResponse<String> device = device(kim.token());
            assertThat(device.statusCode()).as(device.body()).isEqualTo(503);
            assertThat(device.headers().firstValue("Retry-After")).isPresent();
            assertThat(post("/login", "login=kim&password=x").statusCode()).isEqualTo(503);
            assertThat(post("/oauth2/token", "grant_type=client_credentials").statusCode())
                    .isEqualTo(503);
        } finally {
            server.administrator().execute("drop trigger full_disk on confidant.journal");
        }
        assertThat(kim.get(CONDITION).status()).isEqualTo(200);
        assertThat(server.administrator().queryForObject("select count(*) from confidant.device", Integer.class))
                .isZero();
        assertThat(device(kim.token()).statusCode()).isEqualTo(201);
        assertThat(post("/login", "login=kim&password=x").statusCode()).isNotEqualTo(503);
    }

    private static HttpResponse<String> document(String token, String id) {
        return server.send(HttpRequest.newBuilder(server.base().resolve("/documents/" + id))
                .header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> devices(String token, String about) {
        return server.send(HttpRequest.newBuilder(server.base().resolve("/devices?subject=" + about))
                .header("Authorization", "Bearer " + token));
    }

    /** A change of keys that the patients' logs would not have. */
    private static HttpResponse<String> device(String token) {
        String body = "{\"kind\":\"DEVICE\",\"name\":\"\",\"encryption\":" + key() + ",\"signature\":" + key() + "}";
        return server.send(HttpRequest.newBuilder(server.base().resolve("/devices"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> post(String path, String form) {
        return server.send(HttpRequest.newBuilder(server.base().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Test
    void databaseThatIsAwayGivesNoDataAndIsOverByItself() {
        Door kim = Door.of(server, "kim");
        assertThat(kim.get(CONDITION).status()).isEqualTo(200);
        server.administrator().execute("alter role confidant_server nologin");
        try {
            server.administrator()
                    .execute(
                            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'confidant_server'");
            Answer away = kim.get(CONDITION);
            assertThat(away.status()).as(away.body()).isEqualTo(503);
            assertThat(away.headers()).containsKey("retry-after");
            assertThat(away.body()).doesNotContain("F10.20");
        } finally {
            server.administrator().execute("alter role confidant_server login");
        }
        for (int i = 0; i < 60 && kim.get(CONDITION).status() != 200; i++) {
            pause();
        }
        assertThat(kim.get(CONDITION).status()).isEqualTo(200);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        assertThat(answer.headers())
                .doesNotContainKeys("location", "content-location", "etag", "last-modified", "content-encoding");
    }
}
