package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Member;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** One record a request and patient: by the request id that the answer carries. */
class AuditIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String DANIEL = Door.id("Patient/daniel");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");

    private final TestServer server = TestServer.shared();
    private final Journaled journaled = new Journaled(server);
    private final Door kim = Door.of(server, "kim");
    private final Door lee = Door.of(server, "lee");

    /** "patient action outcome", sorted. */
    private List<String> recorded(Answer answer) {
        assertThat(answer.requestId()).isNotEmpty();
        return journaled.of(answer.requestId()).stream()
                .map(record -> record.patient().orElse("-") + " " + record.action() + " " + record.outcome())
                .sorted()
                .toList();
    }

    private static Answer expect(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    /** Requirements 50, 53. */
    @ParameterizedTest
    @CsvSource({
        "'',READ",
        "/_history/1,VREAD",
        "/_history,HISTORY",
    })
    void instanceReadsAreRecordedOnce(String suffix, String action) {
        assertThat(recorded(expect(200, kim.get(CONDITION + suffix))))
                .containsExactly(MAYA + " " + action + " SUCCESS");
    }

    /** BALP, OAUTHaccessTokenUse: which of somebody's tokens it was. */
    @Test
    void eventsNameTheTokenThatWasUsed() throws ParseException {
        String id = SignedJWT.parse(kim.token()).getJWTClaimsSet().getJWTID();
        assertThat(id).isNotBlank();
        Answer read = expect(200, kim.get(CONDITION));
        assertThat(journaled.of(read.requestId()))
                .extracting(AuditRecord::token)
                .containsExactly(id);
        Answer shown = expect(200, Door.of(server, "novak").get("/AuditEvent?patient=" + MAYA + "&_count=20"));
        assertThat(shown.body()).contains("urn:ietf:params:oauth:jti:" + id).contains("UserOauthAgent");
    }

    /** Requirement 50. */
    @Test
    void searchIsRecordedForEachPatientItShows() {
        Answer found = expect(200, lee.get("/Patient?_count=50"));
        assertThat(found.references()).contains(MAYA, DANIEL);
        assertThat(recorded(found))
                .hasSameSizeAs(found.references())
                .contains(MAYA + " SEARCH SUCCESS", DANIEL + " SEARCH SUCCESS");
        Answer post = expect(
                200,
                kim.send(
                        "POST",
                        "/Condition/_search",
                        "patient=" + MAYA.replace("/", "%2F"),
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
        assertThat(recorded(post)).containsExactly(MAYA + " SEARCH SUCCESS");
    }

    @Test
    void searchWithoutAHitAndCountAreRecorded() {
        assertThat(recorded(expect(200, kim.get("/Condition?code=F99.99")))).containsExactly("- SEARCH SUCCESS");
        assertThat(recorded(expect(200, kim.get("/Condition?_summary=count&patient=" + MAYA))))
                .hasSize(1);
        assertThat(journaled.of(expect(200, kim.get("/Condition?code=F99.98")).requestId()))
                .singleElement()
                .satisfies(record -> assertThat(record.query()).contains("code=F99.98"));
    }

    /** Requirement 53. */
    @Test
    void everythingIsRecordedOnceAPatientAndPage() {
        Answer first = expect(200, kim.get(MAYA + "/$everything?_count=2"));
        assertThat(recorded(first)).contains(MAYA + " OPERATION SUCCESS").doesNotHaveDuplicates();
        String next = first.link("next");
        Answer second =
                expect(200, kim.get(next.substring(server.fhir().toString().length())));
        assertThat(recorded(second)).contains(MAYA + " OPERATION SUCCESS").doesNotHaveDuplicates();
    }

    /** Whatever an operation answers, also a refusal; the others of the surface change something, and have tests of their own. */
    @ParameterizedTest
    @CsvSource({
        "maya,PATIENT/$access-report",
        "maya,PATIENT/$disclosure-accounting",
        "maya,PATIENT/$who-can-see",
        "kim,PATIENT/$contact",
        "kim,CONDITION/$explain-access",
        "kim,PRACTITIONER/$deadlines",
        "novak,Patient/$relabeling",
        "okafor,PATIENT/$everything",
        "mo,CONDITION/$explain-access",
    })
    void operationsAreRecorded(String login, String path) {
        Answer answer = Door.of(server, login)
                .get("/"
                        + path.replace("PATIENT", MAYA)
                                .replace("CONDITION", CONDITION)
                                .replace("PRACTITIONER", Door.id("Practitioner/kim")));
        assertThat(recorded(answer)).as(answer.body()).isNotEmpty();
    }

    /** Requirements 50, 53: PATCH too. */
    @Test
    void writesAreRecordedOnce() {
        Door deleter = Door.deleting(server, "kim");
        String body = Records.condition(MAYA, "Z63.0");
        Answer made = expect(201, deleter.send("POST", "/Condition", body));
        assertThat(recorded(made)).containsExactly(MAYA + " CREATE SUCCESS");
        String id = "Condition/" + made.json().path("id").asText();
        assertThat(recorded(expect(200, deleter.send("PUT", id, Records.withId(Records.condition(MAYA, "Z63.1"), id)))))
                .containsExactly(MAYA + " UPDATE SUCCESS");
        assertThat(recorded(expect(
                        200,
                        deleter.send(
                                "PATCH",
                                id,
                                "[{\"op\":\"add\",\"path\":\"/onsetString\",\"value\":\"spring\"}]",
                                "Content-Type",
                                "application/json-patch+json"))))
                .containsExactly(MAYA + " PATCH SUCCESS");
        Answer same = deleter.send("PUT", id, deleter.get(id).body());
        assertThat(recorded(expect(200, same))).containsExactly(MAYA + " UPDATE SUCCESS");
        assertThat(recorded(expect(200, deleter.send("DELETE", id, null)))).containsExactly(MAYA + " DELETE SUCCESS");
    }

    @Test
    void transactionAndBatchAreRecordedForEachPatientTouched() {
        String read = "{\"request\":{\"method\":\"GET\",\"url\":\"" + CONDITION + "\"}}";
        String other = "{\"request\":{\"method\":\"GET\",\"url\":\"" + Door.id("Condition/tomas-alcohol") + "\"}}";
        String write = "{\"resource\":" + Records.condition(MAYA, "Z63.0")
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Condition\"}}";
        for (String kind : List.of("batch", "transaction")) {
            assertThat(patients(expect(200, kim.send("POST", "/", bundle(kind, read)))))
                    .as(kind)
                    .containsExactly(MAYA);
            assertThat(patients(expect(200, kim.send("POST", "/", bundle(kind, read, other)))))
                    .as(kind)
                    .containsExactlyInAnyOrder(MAYA, Door.id("Patient/tomas"));
            assertThat(patients(expect(200, kim.send("POST", "/", bundle(kind, write)))))
                    .as(kind)
                    .containsExactly(MAYA);
            Answer mixed = expect(200, kim.send("POST", "/", bundle(kind, write, other)));
            assertThat(mixed.body()).contains("tomas-alcohol");
            assertThat(patients(mixed)).as(kind).containsExactlyInAnyOrder(MAYA, Door.id("Patient/tomas"));
        }
    }

    private List<String> patients(Answer answer) {
        return recorded(answer).stream().map(line -> line.split(" ")[0]).toList();
    }

    private static String bundle(String kind, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    @Test
    void refusalsAreRecordedForThePatientWhoseRecordItWas() {
        assertThat(recorded(expect(404, lee.get(CONDITION)))).containsExactly(MAYA + " READ DENIED");
        assertThat(recorded(expect(404, lee.get(CONDITION + "/_history/1")))).containsExactly(MAYA + " VREAD DENIED");
        assertThat(recorded(expect(404, lee.get(CONDITION + "/_history")))).containsExactly(MAYA + " HISTORY DENIED");
        assertThat(recorded(expect(
                        404, lee.send("PUT", CONDITION, Records.withId(Records.condition(MAYA, "Z63.0"), CONDITION)))))
                .containsExactly(MAYA + " UPDATE DENIED");
        assertThat(recorded(expect(403, kim.send("DELETE", CONDITION, null)))).containsExactly(MAYA + " DELETE DENIED");
        assertThat(recorded(expect(404, lee.get("/Condition/" + Records.NEVER))))
                .containsExactly("- READ DENIED");
        Answer written = Door.of(server, "maya").send("POST", "/Condition", Records.condition(MAYA, "Z63.0"));
        assertThat(recorded(expect(403, written))).containsExactly("- CREATE DENIED");
    }

    /** Requirement 81: an entry of a transaction is refused like the request that it is. */
    @Test
    void refusedEntryOfABundleIsRecordedForItsPatient() {
        Answer transaction = lee.send(
                "POST", "/", bundle("transaction", "{\"request\":{\"method\":\"GET\",\"url\":\"" + CONDITION + "\"}}"));
        assertThat(transaction.body()).doesNotContain("F10.20");
        assertThat(recorded(transaction)).anyMatch(line -> line.endsWith("DENIED"));
    }

    @Test
    void jointNoteIsRecordedForEachPartner() {
        String note = Door.id("DocumentReference/couple-1-joint-note");
        assertThat(recorded(expect(200, lee.get(note))))
                .containsExactlyInAnyOrder(MAYA + " READ SUCCESS", DANIEL + " READ SUCCESS");
        assertThat(recorded(expect(404, Door.of(server, "okafor").get(note))))
                .containsExactlyInAnyOrder(MAYA + " READ DENIED", DANIEL + " READ DENIED");
    }

    @Test
    void recordSaysWhoWhatWhyAndFromWhere() {
        Answer read = expect(200, kim.get(CONDITION));
        AuditRecord record = journaled.of(read.requestId()).get(0);
        assertThat(record)
                .extracting(AuditRecord::agent, AuditRecord::client, AuditRecord::address, AuditRecord::purpose)
                .containsExactly(Door.id("Practitioner/kim"), "clinician-app", "127.0.0.1", Purpose.TREAT);
        assertThat(record.roles()).containsExactly("INDIVIDUAL_COUNSELOR");
        assertThat(record.track()).contains(Track.INDIVIDUAL);
        assertThat(record.entities()).containsExactly(CONDITION + "/_history/1");
        assertThat(record.rules()).extracting(CitedRule::policy).contains(PolicyId.CARE_TEAM);
    }

    @Test
    void patientReadsTheirOwnLogAlone() {
        expect(200, kim.get(CONDITION));
        expect(200, Door.of(server, "okafor").get(Door.id("Condition/daniel-alcohol")));
        Door maya = Door.of(server, "maya");
        String since = "ge" + Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        Answer own = expect(200, maya.get("/AuditEvent?patient=" + MAYA + "&date=" + since));
        assertThat(own.total()).isPositive();
        long mine = journaled.records().stream()
                .filter(record -> record.patient().equals(java.util.Optional.of(MAYA)))
                .count();
        assertThat(own.total()).isBetween(1, (int) mine);
        assertThat(expect(200, maya.get("/AuditEvent?patient=" + DANIEL)).total())
                .isZero();
        assertThat(expect(200, maya.get("/AuditEvent?patient=" + MAYA + "&date=lt2020-01-01"))
                        .total())
                .isZero();
        String daniels = journaled.about(DANIEL).id().toString();
        assertThat(maya.get("/AuditEvent/" + daniels).normalised())
                .isEqualTo(maya.get("/AuditEvent/" + Records.NEVER).normalised())
                .startsWith("404");
    }

    @Test
    void officerReadsEverybodysLogAndAClinicianNone() {
        expect(200, kim.get(CONDITION));
        Door novak = Door.of(server, "novak");
        for (String patient : List.of(MAYA, DANIEL, Door.id("Patient/priya"), Door.id("Patient/tomas"))) {
            assertThat(expect(200, novak.get("/AuditEvent?patient=" + patient)).total())
                    .isPositive();
        }
        String id = journaled.about(MAYA).id().toString();
        assertThat(novak.get("/AuditEvent/" + id).status()).isEqualTo(200);
        for (String login : List.of("kim", "lee", "rivera", "mo", "berg", "northside-ehr", "harbor-health-plan")) {
            Answer none = Door.of(server, login).get("/AuditEvent?patient=" + MAYA);
            if (none.status() == 200) {
                assertThat(none.total()).as(login).isZero();
            } else {
                assertThat(none.status()).as(login).isEqualTo(403);
            }
            assertThat(Door.of(server, login).get("/AuditEvent/" + id).status())
                    .as(login)
                    .isIn(403, 404);
        }
    }

    @Test
    void readingTheLogIsRecordedToo() {
        Door novak = Door.of(server, "novak");
        assertThat(recorded(expect(200, novak.get("/AuditEvent?patient=" + MAYA))))
                .isNotEmpty();
    }

    /** Requirement 54. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "POST"})
    void noEventIsWrittenOverHttp(String method) {
        String id = journaled.about(MAYA).id().toString();
        int before = count("id = '" + id + "'::uuid");
        String body = "{\"resourceType\":\"AuditEvent\",\"id\":\"" + id + "\"}";
        String path = method.equals("POST") ? "/AuditEvent" : "/AuditEvent/" + id;
        for (Door door :
                List.of(Door.of(server, "novak"), Door.deleting(server, "kim"), Door.of(server, "northside-ehr"))) {
            Answer answer = door.send(method, path, method.equals("DELETE") ? null : body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(405);
        }
        assertThat(count("id = '" + id + "'::uuid")).isEqualTo(before).isEqualTo(1);
        assertThat(journaled.records().stream()
                        .filter(record -> record.detail().equals(method + ", which is not offered there")))
                .as("who tries is on record")
                .extracting(AuditRecord::agent)
                .contains(Member.of("novak").actor().reference());
    }

    private int count(String where) {
        return server.administrator()
                .queryForObject("select count(*) from confidant.journal where " + where, Integer.class);
    }

    /** Requirements 54, 84: it is never taken back, so it is kept as long as it must be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update confidant.journal set agent = 1",
                "delete from confidant.journal",
                "truncate confidant.journal"
            })
    void logOnlyGrows(String change) {
        expect(200, kim.get(CONDITION));
        int before = count("true");
        JdbcTemplate requests = server.bean(JdbcTemplate.class);
        assertThatThrownBy(() -> requests.execute(change)).rootCause().hasMessageContaining("permission denied");
        for (String role : List.of("confidant_request", "confidant_system")) {
            assertThatThrownBy(() ->
                            requests.execute("do $do$ begin set local role " + role + "; " + change + "; end $do$"))
                    .as(role)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> server.administrator().execute(change))
                .rootCause()
                .hasMessageContaining("append-only");
        assertThat(count("true")).isGreaterThanOrEqualTo(before);
    }

    @Test
    void linesAndControlCharactersStayInOneRow() {
        Answer answer = kim.get("/Condition?code=a%0d%0aFORGED%1b%5B31m", "User-Agent", "x\u00ffy");
        assertThat(recorded(answer)).hasSize(1);
    }
}
