package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Questions that take too long, and statements that fail: the caller gets a code and an id, and neither the answer nor the
 * log says what was asked, of whom, or how the database was asked. On a server whose statements end after three seconds.
 */
class TimeOutIT {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    /** Stands in ids, values, names and in what the database itself says. */
    private static final String CANARY = "Zqcanary";

    private static TestServer server;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        server = TestServer.startWith(List.of("--confidant.database.statement-timeout=" + LIMIT.toMillis()));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.error("a line that is certainly there");
    }

    @AfterEach
    void leave() {
        root.detachAppender(log);
    }

    private String logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    /** Neither SQL nor tables, nor what the request or the record is about; names of classes say nothing of them. */
    private static void silent(String text, String... more) {
        assertThat(text)
                .doesNotContainIgnoringCase("hfj_", "select ", "insert into", "statement timeout", "canceling", CANARY)
                .doesNotContain("8867-4")
                .doesNotContain(more);
    }

    /** While somebody holds the table, every statement that needs it waits. */
    private static <T> T whileLocked(String table, Supplier<T> question) throws Exception {
        try (Connection other = server.administrator().getDataSource().getConnection();
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("lock table " + table + " in access exclusive mode");
            try {
                return question.get();
            } finally {
                other.rollback();
            }
        }
    }

    private static void timedOut(Answer answer, String... secrets) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.json().at("/issue/0/code").asText()).isEqualTo("timeout");
        assertThat(answer.diagnostics()).isEqualTo("LIMIT-003: the question took too long. Narrow it.");
        assertThat(answer.headers().get("retry-after")).containsExactly("5");
        assertThat(answer.body()).doesNotContain("Exception", "postgres");
        silent(answer.body(), secrets);
    }

    @Test
    void questionThatTakesTooLongEndsWithACodeAndTheNextOneIsAnswered() throws Exception {
        Door ehr = Door.of(server, "northside-ehr");
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + CANARY + "\"}]}");
        String id = patient.substring(patient.indexOf('/') + 1);
        ehr.create(Records.observation(patient, "8867-4", ""));
        String query = "/Observation?code=8867-4&patient=" + patient;
        long before = System.nanoTime();
        timedOut(whileLocked("hfj_spidx_token", () -> ehr.get(query)), id);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(LIMIT, LIMIT.multipliedBy(4));
        timedOut(
                whileLocked(
                        "hfj_spidx_token",
                        () -> ehr.send(
                                "POST",
                                "/Observation/_search",
                                "code=8867-4&patient=" + patient,
                                "Content-Type",
                                "application/x-www-form-urlencoded")),
                id);
        timedOut(whileLocked("hfj_res_ver", () -> ehr.get(patient)), id);
        Answer batch = whileLocked(
                "hfj_res_ver",
                () -> ehr.send(
                        "POST",
                        "/",
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                                + patient + "\"}}]}"));
        assertThat(batch.json().at("/entry/0/response/status").asText()).startsWith("503");
        assertThat(batch.json()
                        .at("/entry/0/response/outcome/issue/0/diagnostics")
                        .asText())
                .isEqualTo("LIMIT-003: the question took too long. Narrow it.");
        silent(batch.body(), id);
        assertThat(ehr.get(query).total()).isEqualTo(1);
        assertThat(logged()).contains("certainly there");
        silent(logged(), id);
    }

    @Test
    void writeThatTakesTooLongStoresNothing() throws Exception {
        Door ehr = Door.of(server, "northside-ehr");
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + CANARY + "\"}]}");
        String id = patient.substring(patient.indexOf('/') + 1);
        String observation = Records.observation(patient, "8867-4", "");
        int rows = rows();
        timedOut(whileLocked("hfj_spidx_token", () -> ehr.send("POST", "/Observation", observation)), id);
        timedOut(
                whileLocked(
                        "hfj_spidx_token",
                        () -> ehr.send(
                                "POST",
                                "/",
                                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                                        + observation
                                        + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}]}")),
                id);
        assertThat(rows()).isEqualTo(rows);
        assertThat(ehr.get("/Observation?patient=" + patient).total()).isZero();
        assertThat(ehr.send("POST", "/Observation", observation).status()).isEqualTo(201);
        silent(logged(), id);
    }

    private static int rows() {
        return server.administrator()
                .queryForObject("select count(*) from hfj_resource where res_type = 'Observation'", Integer.class);
    }

    @Test
    void whatADatabaseSaysOfAFailureReachesNeitherTheCallerNorTheLog() {
        Door ehr = Door.of(server, "northside-ehr");
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Plain\"}]}");
        String id = patient.substring(patient.indexOf('/') + 1);
        String observation = Records.observation(patient, "8867-4", ",\"valueString\":\"" + CANARY + "\"");
        for (String state : List.of("P0001", "22023", "42P01", "53200", "23514", "40001")) {
            server.administrator()
                    .execute(
                            "create or replace function public.fail() returns trigger language plpgsql as $$ begin raise"
                                    + " exception '" + CANARY + " row %', new using errcode = '" + state + "'; end $$");
            server.administrator()
                    .execute("create or replace trigger fail before insert on hfj_res_ver for each row execute function"
                            + " public.fail()");
            try {
                Answer answer = ehr.send("POST", "/Observation", observation);
                assertThat(answer.status()).as(state + answer.body()).isIn(409, 500, 503);
                assertThat(answer.diagnostics()).as(state).matches("(SERVER-00[12]|WRITE-002).*");
                silent(answer.body(), id);
            } finally {
                server.administrator().execute("drop trigger fail on hfj_res_ver");
            }
        }
        server.administrator().execute("drop function public.fail()");
        assertThat(logged()).as("an operator learns that something failed").contains("Unexpected ");
        silent(logged(), id);
    }

    @Test
    void whatACallerSaysReachesNoLog() {
        Door kim = Door.of(server, "kim");
        kim.get("/Condition/" + CANARY);
        kim.get("/Condition?" + CANARY + "=" + CANARY);
        kim.get("/Condition?code=" + CANARY + "&subject:" + CANARY + "=x");
        kim.get("/" + CANARY + "/1");
        kim.get("/Condition/" + CANARY + "/_history/" + CANARY);
        kim.get("/Condition?_sort=" + CANARY, "X-Request-ID", CANARY);
        kim.send("POST", "/Condition", "{\"resourceType\":\"Condition\",\"" + CANARY + "\":1}");
        kim.send("POST", "/Condition", "{\"resourceType\":\"" + CANARY + "\"}");
        kim.send("POST", "/Condition", CANARY);
        kim.send("POST", "/Condition", Records.condition("Patient/" + CANARY, CANARY));
        kim.send("PUT", "/Condition/" + CANARY, Records.condition(Door.id("Patient/maya"), "F10.20"));
        kim.send("POST", "/", "{\"resourceType\":\"Bundle\",\"type\":\"" + CANARY + "\"}");
        kim.send("PATCH", Door.id("Condition/maya-alcohol"), CANARY, "Content-Type", "application/json-patch+json");
        server.send(CANARY, "GET", "/Condition", null);
        assertThat(logged()).contains("certainly there");
        silent(logged(), Door.id("Condition/maya-alcohol"));
    }
}
