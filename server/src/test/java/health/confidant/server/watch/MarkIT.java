package health.confidant.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.shred.Officers;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import health.confidant.watch.Alert;
import health.confidant.watch.ColleagueLookup;
import health.confidant.watch.PartnerLookup;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code Patient/[id]/$watch}, and what the rules then see of look-ups, by reads and by searches. */
class MarkIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String DANIEL = Door.id("Patient/daniel");

    private final TestServer server = TestServer.shared();
    private final Journaled journaled = new Journaled(server);
    private final JdbcTemplate sql = server.bean(JdbcTemplate.class);
    private final String family = "Colleague" + UUID.randomUUID();
    private Door novak;
    private String colleague;

    @BeforeEach
    void admit() {
        server.signedInWithin("novak", Officers.FRESH);
        novak = Door.of(server, "novak");
        colleague = Door.of(server, "northside-ehr")
                .create("{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:staff\",\"value\":\"" + family
                        + "\"}],\"name\":[{\"family\":\"" + family + "\"}]}");
    }

    @AfterEach
    void unmark() {
        server.administrator()
                .update(
                        "delete from confidant.marked where owner = (select id from confidant.owner where reference = ?)",
                        colleague);
    }

    private static Answer mark(Door door, String patient, String marked) {
        return door.send(
                "POST", "/" + patient + "/$watch", "{\"resourceType\":\"Parameters\",\"parameter\":[" + marked + "]}");
    }

    private static String marked(boolean marked) {
        return "{\"name\":\"marked\",\"valueBoolean\":" + marked + "}";
    }

    private List<String> officers() {
        return sql.queryForList(
                "select officer from confidant.marked m join confidant.owner o on o.id = m.owner where reference = ?",
                String.class,
                colleague);
    }

    @Test
    void theOfficerMarksTwiceAndTakesTheMarkAwayAndEachIsRecorded() {
        for (boolean on : new boolean[] {true, true, false, false}) {
            Answer answer = mark(novak, colleague, marked(on));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("parameter")).singleElement().satisfies(parameter -> {
                assertThat(parameter.path("name").asText()).isEqualTo("marked");
                assertThat(parameter.path("valueBoolean").asBoolean()).isEqualTo(on);
            });
            assertThat(officers()).isEqualTo(on ? List.of(Door.id("Practitioner/novak")) : List.of());
            assertThat(journaled.of(answer.requestId())).singleElement().satisfies(record -> {
                assertThat(record.patient()).contains(colleague);
                assertThat(record.action()).isEqualTo(AuditRecord.Action.OPERATION);
                assertThat(record.query()).isEqualTo("Patient/$watch");
            });
        }
    }

    @Test
    void nobodyElseMarksAndNobodyLearnsWhoIs() {
        assertThat(mark(novak, colleague, marked(true)).status()).isEqualTo(200);
        for (String login : List.of("kim", "lee", "okafor", "mo", "rivera", "maya", "daniel", "northside-ehr")) {
            Door door = Door.of(server, login);
            Answer refused = mark(door, colleague, marked(false));
            assertThat(refused.status()).as(login).isIn(403, 404);
            assertThat(body(refused)).as(login).isEqualTo(body(mark(door, "Patient/" + Records.NEVER, marked(false))));
        }
        assertThat(officers()).hasSize(1);
    }

    private static String body(Answer refused) {
        return refused.status() + refused.diagnostics();
    }

    @Test
    void whatIsNoMarkIsRefused() {
        assertThat(mark(novak, "Patient/" + Records.NEVER, marked(true)).status())
                .isEqualTo(404);
        Answer missing = mark(novak, colleague, "");
        assertThat(missing.status()).as(missing.body()).isEqualTo(400);
        assertThat(novak.get(colleague + "/$watch").status()).isEqualTo(405);
        assertThat(officers()).isEmpty();
    }

    private List<AuditRecord> records(Answer... answers) {
        return java.util.Arrays.stream(answers)
                .flatMap(answer -> journaled.of(answer.requestId()).stream())
                .toList();
    }

    @Test
    void staffWhoReadOrSearchForAMarkedPersonAlarmEvenIfNothingIsShown() {
        Door kim = Door.of(server, "kim");
        List<AuditRecord> records = records(
                kim.get(colleague),
                kim.get("/Condition?patient=" + colleague),
                kim.get("/Patient?identifier=urn:staff%7C" + family),
                kim.get("/Patient?family=" + family));
        assertThat(new ColleagueLookup(StoredRelations.read(sql)).look(records)).isEmpty();
        assertThat(mark(novak, colleague, marked(true)).status()).isEqualTo(200);
        assertThat(new ColleagueLookup(StoredRelations.read(sql)).look(records))
                .flatExtracting(Alert::records)
                .containsExactlyElementsOf(records.stream().map(AuditRecord::id).toList())
                .hasSize(4);
    }

    @Test
    void aPartnerWhoSearchesAlarmsAndOneWhoAsksForTheirOwnDoesNot() {
        Door maya = Door.of(server, "maya");
        List<AuditRecord> records = records(
                maya.get("/Condition?patient=" + DANIEL),
                maya.get("/Patient?identifier=https://confidant.health/id/patient%7CTRR-daniel"));
        assertThat(new PartnerLookup(StoredRelations.read(sql)).look(records)).hasSize(2);
        assertThat(new PartnerLookup(StoredRelations.read(sql))
                        .look(records(maya.get("/Condition?patient=" + MAYA), maya.get("/Condition?code=F99.96"))))
                .isEmpty();
    }
}
