package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.watch.Watch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors before the FHIR endpoint, the node itself, the searches of AuditEvent, and what the rules see. */
class DoorIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");

    private final TestServer server = TestServer.shared();
    private final Journaled journaled = new Journaled(server);

    private int post(String path, String form) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private List<AuditRecord> since(Instant begin, Predicate<AuditRecord> wanted) {
        return journaled.records().stream()
                .filter(record -> !record.at().isBefore(begin))
                .filter(wanted)
                .toList();
    }

    @Test
    void tokenIsRecordedForWhomItSpeaks() {
        Instant begin = Instant.now();
        server.tokenWithScopes("kim", "clinician-app", "openid fhirUser user/Condition.rs");
        assertThat(since(begin, record -> record.action() == Action.TOKEN && record.outcome() == Outcome.SUCCESS))
                .anyMatch(record -> record.agent().equals(Door.id("Practitioner/kim"))
                        && record.client().equals("clinician-app"));
        // The cast signs in once and keeps its session.
        assertThat(since(Instant.EPOCH, record -> record.action() == Action.SIGN_IN))
                .anyMatch(record ->
                        record.outcome() == Outcome.SUCCESS && record.agent().startsWith("Practitioner/"));
    }

    @Test
    void failureIsRecordedWithWhomItWasTriedAsAndNothingElseThatWasTyped() throws Exception {
        Instant begin = Instant.now();
        post("/login", "login=kim&password=hunter2");
        post("/login", "login=hunter3&password=hunter4");
        post("/oauth2/token", "grant_type=client_credentials&client_id=hunter5");
        List<AuditRecord> refused = since(begin, record -> record.outcome() == Outcome.DENIED);
        assertThat(refused)
                .anyMatch(record ->
                        record.action() == Action.SIGN_IN && record.agent().equals(Door.id("Practitioner/kim")));
        assertThat(refused).anyMatch(record -> record.action() == Action.TOKEN);
        assertThat(refused.toString()).contains("unknown").doesNotContain("hunter");
    }

    @Test
    void requestWithoutAValidTokenIsRecorded() {
        Instant begin = Instant.now();
        assertThat(server.send(null, "GET", "/" + CONDITION, null).statusCode()).isEqualTo(401);
        assertThat(server.send("nonsense", "GET", "/" + CONDITION, null).statusCode())
                .isEqualTo(401);
        assertThat(since(begin, record -> record.action() == Action.TOKEN && record.outcome() == Outcome.DENIED))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void startAndSettingsAreRecordedWithoutSecrets() {
        assertThat(journaled.records()).anyMatch(record -> record.action() == Action.START);
        AuditRecord settings = journaled.records().stream()
                .filter(record -> record.action() == Action.CONFIGURE)
                .findFirst()
                .orElseThrow();
        assertThat(settings.detail())
                .contains("confidant.base=" + server.base())
                .doesNotContain("postgres:");
    }

    @Test
    void embeddedDatabaseKeepsWhatItAcknowledged() {
        for (String setting : List.of("fsync", "full_page_writes")) {
            assertThat(server.administrator().queryForObject("show " + setting, String.class))
                    .as(setting)
                    .isEqualTo("on");
        }
        assertThat(server.bean(org.springframework.jdbc.core.JdbcTemplate.class)
                        .queryForObject("show synchronous_commit", String.class))
                .isEqualTo("on");
    }

    @Test
    void witnessGetsTheKeyAndTheNewestCheckpointWithoutSigningIn() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + "/.well-known/audit-journal"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(server.bean(health.confidant.server.journal.Journal.class)
                        .key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent=Practitioner/PRACTITIONER",
                "entity=CONDITION",
                "action=R",
                "type=rest",
                "subtype=read",
                "outcome=0",
                "purpose=TREAT",
                "_sort=-date",
                "_sort=date",
                "_count=1",
                "action=R&subtype=read,vread&outcome=0&type=rest&purpose=TREAT"
            })
    void searchFindsTheRead(String parameters) {
        Door.of(server, "kim").get(CONDITION);
        String query = parameters
                .replace("Practitioner/PRACTITIONER", Door.id("Practitioner/kim"))
                .replace("CONDITION", CONDITION);
        Answer found = Door.of(server, "novak").get("/AuditEvent?patient=" + MAYA + "&" + query);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.total()).as(query).isPositive();
        assertThat(found.json().path("entry")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent=Practitioner/nobody",
                "entity=Condition/none",
                "action=X",
                "type=nonsense",
                "subtype=nonsense",
                "outcome=12",
                "purpose=NONSENSE",
                "action=R&subtype=search-type",
                "date=lt2020-01-01"
            })
    void searchFindsNothingWhereThereIsNothing(String parameters) {
        Answer found = Door.of(server, "novak").get("/AuditEvent?patient=" + MAYA + "&" + parameters);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.total()).as(parameters).isZero();
    }

    @Test
    void pagesAreWholeAndSortedAndWithoutATotalWhereNoneIsWanted() {
        for (int i = 0; i < 4; i++) {
            Door.of(server, "kim").get(CONDITION);
        }
        Door novak = Door.of(server, "novak");
        String question = "/AuditEvent?patient=" + MAYA + "&subtype=read&_sort=date&_count=2";
        Answer first = novak.get(question);
        Answer second =
                novak.get(first.link("next").substring(server.fhir().toString().length()));
        assertThat(first.json().path("entry")).hasSize(2);
        assertThat(second.json().path("entry")).isNotEmpty();
        assertThat(first.json().at("/entry/0/resource/recorded").asText())
                .isLessThanOrEqualTo(
                        first.json().at("/entry/1/resource/recorded").asText());
        assertThat(first.json().at("/entry/1/resource/recorded").asText())
                .isLessThanOrEqualTo(
                        second.json().at("/entry/0/resource/recorded").asText());
        assertThat(novak.get(question + "&_total=none").json().has("total")).isFalse();
        assertThat(novak.get("/AuditEvent?_sort=agent").status()).isEqualTo(400);
    }

    @Test
    void patientCannotAskForAnotherPatientAsTheAgent() {
        Door.of(server, "daniel").get(CONDITION);
        Answer found = Door.of(server, "maya").get("/AuditEvent?agent=" + Door.id("Patient/daniel"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.total()).isZero();
    }

    @Test
    void officerIsTold() {
        for (int i = 0; i < 6; i++) {
            Door.of(server, "daniel").get(CONDITION);
        }
        Watch watch = server.bean(Watch.class);
        watch.look();
        assertThat(watch.look()).as("each once").isZero();
        Answer alerts = Door.of(server, "novak").get("/AuditEvent?subtype=alert&_count=100");
        assertThat(alerts.body()).contains("partner-lookup", "denials-in-a-row");
        assertThat(Door.of(server, "maya").get("/AuditEvent?subtype=alert").total())
                .isZero();
    }
}
