package health.confidant.server.consent;

import static health.confidant.server.consent.Rules.bare;
import static health.confidant.server.consent.Rules.deny;
import static health.confidant.server.consent.Rules.permit;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Consent opens and closes, over HTTP, on the real database. */
class ConsentIT {
    private static final TestServer SERVER = Ground.server();

    private final Clinic clinic = new Clinic(SERVER);

    ConsentIT() {
        // The colleague's blanket consent of the fixture would open everything.
        assertThat(clinic.consentByPatient("inactive").statusCode()).isEqualTo(200);
    }

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void activeConsentWhenElementsAreMissingThenNamesTheirParagraphs() {
        String json = Records.consentWith(
                "new", "active", clinic.patient, permit(clinic.colleague).json());
        HttpResponse<String> refused = clinic.send(
                "patient",
                "POST",
                "/Consent",
                json.replace("\"dateTime\":\"2026-03-01T09:12:00Z\",", "")
                        .replace("part2-consent/2026-02", "unpublished"));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body())
                .contains("CONSENT-001", "2.31(a)(9)", "2.31(a)(6)", "2.31(a)(10)(i)", "2.31(a)(4)(iii)", "proposed")
                .doesNotContain("2.31(a)(2)", clinic.patient);
    }

    @Test
    void proposedConsentWhenElementsAreMissingThenIsKeptAndOpensNothing() {
        String rule = permit(clinic.colleague).json();
        String json = Records.consentWith("new", "proposed", clinic.patient, rule)
                .replace("\"dateTime\":\"2026-03-01T09:12:00Z\",", "");
        HttpResponse<String> kept = clinic.send("patient", "POST", "/Consent", json);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(sees("colleague", observation(0))).isFalse();
        HttpResponse<String> active = clinic.send(
                "patient",
                "PUT",
                "/Consent/" + id(kept),
                json.replace("\"id\":\"new\"", "\"id\":\"" + id(kept) + "\"").replace("proposed", "active"));
        assertThat(active.statusCode()).as(active.body()).isEqualTo(422);
        assertThat(sees("colleague", observation(0))).isFalse();
    }

    /** Requirement 21. */
    @Test
    void activeConsentWhenNotOfPcfShapeThenIsRefused() {
        for (Rules wrong : List.of(
                bare("permit").with("\"action\":[{\"text\":\"use\"}]"),
                permit(clinic.colleague).except(permit(clinic.colleague)),
                deny(clinic.colleague).except(bare("permit").except(bare("deny"))))) {
            HttpResponse<String> refused = clinic.consentOf("patient", null, "active", wrong.json());
            assertThat(refused.statusCode()).as(wrong.json()).isEqualTo(422);
            assertThat(refused.body()).contains("CONSENT-002");
        }
    }

    /** Requirements 30, 81: the totals and the entries of a batch too. */
    @Test
    void permitWhenItNamesOneRecordThenOpensThatAloneThroughEveryDoor() {
        String consent = given(permit(clinic.colleague).data("instance", observation(0)));
        assertThat(sees("colleague", observation(0))).isTrue();
        assertThat(sees("colleague", observation(1))).isFalse();
        assertThat(total("colleague", "/Observation")).isEqualTo(1);
        assertThat(total("colleague", "/Observation?_id=" + clinic.observations.get(1)))
                .isZero();
        assertThat(clinic.status("colleague", "/" + observation(0) + "/_history"))
                .isEqualTo(200);
        assertThat(clinic.status("colleague", "/" + observation(0) + "/_history/1"))
                .isEqualTo(200);
        assertThat(clinic.status("colleague", "/" + observation(1) + "/_history/1"))
                .isEqualTo(404);
        HttpResponse<String> batch = clinic.send(
                "colleague",
                "POST",
                "/",
                """
                {"resourceType":"Bundle","type":"batch","entry":[
                  {"request":{"method":"GET","url":"%s"}},{"request":{"method":"GET","url":"%s"}}]}"""
                        .formatted(observation(0), observation(1)));
        assertThat(batch.body()).contains(clinic.observations.get(0)).doesNotContain(clinic.observations.get(1));
        // Its author and its patient still read all of them.
        assertThat(total("counselor", "/Observation?patient=" + clinic.patient)).isEqualTo(5);
        assertThat(total("patient", "/Observation")).isEqualTo(5);
        ended(consent, permit(clinic.colleague).data("instance", observation(0)));
        assertThat(sees("colleague", observation(0))).isFalse();
        assertThat(carved(clinic.patient)).isZero();
    }

    @Test
    void permitWhenItSelectsByContentThenNewRecordsAreCarvedWhenTheyAreWritten() {
        given(permit(clinic.colleague).type("Observation").loinc("72166-2"));
        assertThat(total("colleague", "/Observation")).isZero();
        String written = written("72166-2", "2026-05-02");
        String other = written("75626-2", "2026-05-02");
        assertThat(sees("colleague", written)).isTrue();
        assertThat(sees("colleague", other)).isFalse();
        HttpResponse<String> changed = clinic.send(
                "counselor",
                "PUT",
                "/" + written,
                Records.observation(
                        Clinic.part(written), clinic.patient, clinic.counselor, "final", "75626-2", "2026-05-02"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(sees("colleague", written)).isFalse();
        assertThat(clinic.status("colleague", "/" + written + "/_history/1")).isEqualTo(404);
    }

    @Test
    void denyWhenItSelectsByContentThenClosesThatAlone() {
        given(deny(clinic.counselor).data("instance", observation(2)));
        assertThat(sees("counselor", observation(2))).isFalse();
        assertThat(sees("counselor", observation(3))).isTrue();
        assertThat(total("counselor", "/Observation?patient=" + clinic.patient)).isEqualTo(4);
        assertThat(sees("patient", observation(2))).isTrue();
    }

    @Test
    void dataPeriodIsNotThePeriod() {
        String before = written("72166-2", "2026-04-01");
        String within = written("72166-2", "2026-06-15");
        given(permit(clinic.colleague).from("2026-06-01", "2026-06-30"));
        assertThat(sees("colleague", within)).isTrue();
        assertThat(sees("colleague", before)).isFalse();
    }

    @Test
    void dataMeansWhatR4Says() {
        String visit = create(
                "counselor",
                "/Encounter",
                """
                {"resourceType":"Encounter","status":"finished","class":{"system":
                 "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"VR"},"subject":{"reference":"%s"}}"""
                        .formatted(clinic.patient));
        String atVisit = create(
                "counselor",
                "/Observation",
                """
                {"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"%s"},
                 "encounter":{"reference":"%s"}}"""
                        .formatted(clinic.patient, visit));
        String dependents = given(permit(clinic.colleague).data("dependents", visit));
        assertThat(sees("colleague", atVisit)).isTrue();
        assertThat(sees("colleague", visit)).isTrue();
        assertThat(sees("colleague", observation(0))).isFalse();
        ended(dependents, permit(clinic.colleague).data("dependents", visit));
        String related = given(permit(clinic.colleague).data("related", atVisit));
        assertThat(sees("colleague", visit)).isTrue();
        assertThat(sees("colleague", atVisit)).isTrue();
        assertThat(sees("colleague", observation(0))).isFalse();
        HttpResponse<String> moved = clinic.send(
                "counselor",
                "PUT",
                "/" + atVisit,
                """
                {"resourceType":"Observation","id":"%s","status":"final","code":{"text":"x"},
                 "subject":{"reference":"%s"}}"""
                        .formatted(Clinic.part(atVisit), clinic.patient));
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(sees("colleague", visit)).isFalse();
        ended(related, permit(clinic.colleague).data("related", atVisit));
        given(permit(clinic.colleague).data("authoredby", clinic.counselor));
        assertThat(total("colleague", "/Observation")).isEqualTo(5);
        assertThat(sees("colleague", atVisit)).isFalse();
    }

    @Test
    void exceptionWhenItIsNestedInADenyThenIsTakenOutOfIt() {
        String other = written("72166-2", "2026-05-02");
        given(deny().except(permit(clinic.counselor).loinc("75626-2")));
        assertThat(sees("counselor", observation(0))).isTrue();
        assertThat(sees("counselor", other)).isFalse();
        assertThat(sees("patient", other)).isTrue();
    }

    @Test
    void actorWhenItIsATeamARoleAnOrganisationOrAGroupThenReachesItsMembers() {
        String team = "CareTeam/" + clinic.team;
        String couples = "Observation/" + clinic.patientsNote;
        Rules toTeam = bare("permit")
                .to(team)
                .treatment()
                .track("couples")
                .with("\"period\":{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}");
        assertThat(sees("counselor", couples)).isFalse();
        String shared = given(toTeam);
        assertThat(sees("counselor", couples)).isTrue();
        assertThat(sees("colleague", couples)).isFalse();
        ended(shared, toTeam);
        assertThat(sees("counselor", couples)).isFalse();
        String organisation =
                create("berg", "/Organization", "{\"resourceType\":\"Organization\",\"name\":\"Clinic\"}");
        String role = create("berg", "/PractitionerRole", role(clinic.colleague, organisation, true));
        String group = create("berg", "/Group", group(clinic.colleague, false));
        for (String party : List.of(organisation, role, group)) {
            String consent = given(permit(party));
            assertThat(sees("colleague", observation(0))).as(party).isTrue();
            assertThat(sees("therapist", observation(0))).as(party).isFalse();
            ended(consent, permit(party));
            assertThat(sees("colleague", observation(0))).as(party).isFalse();
        }
        given(permit(organisation, group));
        put("berg", role, role(clinic.colleague, organisation, false));
        assertThat(sees("colleague", observation(0))).isTrue();
        put("berg", group, group(clinic.colleague, true));
        assertThat(sees("colleague", observation(0))).isFalse();
    }

    @Test
    void partnersDenyOfOneRecordWhenItIsTheCouplesThenFlipsItForBoth() {
        assertThat(sees("therapist", "Observation/" + clinic.couplesNote)).isTrue();
        HttpResponse<String> denied = clinic.consentOf(
                "partner in the couples portal",
                null,
                "active",
                deny(clinic.therapist)
                        .data("instance", "Observation/" + clinic.couplesNote)
                        .json());
        assertThat(denied.statusCode()).as(denied.body()).isEqualTo(201);
        assertThat(sees("therapist", "Observation/" + clinic.couplesNote)).isFalse();
        assertThat(sees("therapist", "Observation/" + clinic.partnersNote)).isTrue();
        assertThat(clinic.status("patient in the couples portal", "/Observation/" + clinic.couplesNote))
                .isEqualTo(200);
        assertThat(clinic.status("patient", "/Consent/" + id(denied))).isEqualTo(404);
    }

    @Test
    void counselingNoteWhenANewerVersionLacksTheMarkThenStaysOne() {
        String marked =
                """
                {"resourceType":"DocumentReference","id":"%s","status":"current",
                 "category":[{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/note-class",
                                         "code":"sud-counseling-note"}]}],
                 "type":{"coding":[{"system":"http://loinc.org","code":"11488-4"}]},"subject":{"reference":"%s"},
                 "date":"2026-05-01T10:00:00Z","author":[{"reference":"%s"}],
                 "content":[{"attachment":{"contentType":"text/plain","data":"Tm90ZS4="}}]}""";
        String note =
                create("counselor", "/DocumentReference", marked.formatted("new", clinic.patient, clinic.counselor));
        assertThat(sees("patient", note)).isFalse();
        String bare = marked.formatted(Clinic.part(note), clinic.patient, clinic.counselor)
                .replaceAll("(?s)\"category\":\\[.*?]}],", "");
        assertThat(bare).doesNotContain("sud-counseling-note");
        HttpResponse<String> changed = clinic.send("counselor", "PUT", "/" + note, bare);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(sees("patient", note)).isFalse();
        assertThat(sees("counselor", note)).isTrue();
    }

    @Test
    void recordsWhenWrittenWhileAConsentIsThenAreCarvedAllTheSame() throws Exception {
        String rule = permit(clinic.colleague).loinc("72166-2").json();
        String consent = id(clinic.consentOf("patient", null, "active", rule));
        ExecutorService writers = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> writing = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                writing.add(writers.submit(() -> written("72166-2", "2026-05-02")));
            }
            Random random = new Random(1);
            for (int i = 0; i < 8; i++) {
                String status = random.nextBoolean() ? "active" : "inactive";
                assertThat(clinic.consentOf("patient", consent, status, rule).statusCode())
                        .isIn(200, 409);
            }
            for (Future<String> each : writing) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(clinic.consentOf("patient", consent, "active", rule).statusCode())
                .isEqualTo(200);
        assertThat(total("colleague", "/Observation")).isEqualTo(60);
        assertThat(clinic.consentOf("patient", consent, "inactive", rule).statusCode())
                .isEqualTo(200);
        assertThat(total("colleague", "/Observation")).isZero();
        assertThat(carved(clinic.patient)).isZero();
    }

    private String given(Rules rule) {
        HttpResponse<String> created = clinic.consentOf("patient", null, "active", rule.json());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return id(created);
    }

    private void ended(String consent, Rules rule) {
        HttpResponse<String> ended = clinic.consentOf("patient", consent, "inactive", rule.json());
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    }

    private String written(String code, String day) {
        return create(
                "counselor",
                "/Observation",
                Records.observation("new", clinic.patient, clinic.counselor, "final", code, day));
    }

    private String create(String who, String path, String json) {
        HttpResponse<String> created = who.equals("berg")
                ? SERVER.send(SERVER.token("berg"), "POST", path, json)
                : clinic.send(who, "POST", path, json);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return path.substring(1) + "/" + id(created);
    }

    private void put(String login, String reference, String json) {
        HttpResponse<String> changed = SERVER.send(
                SERVER.token(login),
                "PUT",
                "/" + reference,
                json.replace("\"new\"", '"' + Clinic.part(reference) + '"'));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    private static String role(String practitioner, String organisation, boolean active) {
        return """
                {"resourceType":"PractitionerRole","id":"new","active":%s,"practitioner":{"reference":"%s"},
                 "organization":{"reference":"%s"}}"""
                .formatted(active, practitioner, organisation);
    }

    private static String group(String practitioner, boolean inactive) {
        return """
                {"resourceType":"Group","id":"new","active":true,"type":"practitioner","actual":true,
                 "member":[{"entity":{"reference":"%s"},"inactive":%s}]}"""
                .formatted(practitioner, inactive);
    }

    private String observation(int index) {
        return "Observation/" + clinic.observations.get(index);
    }

    private boolean sees(String who, String reference) {
        int status = clinic.status(who, "/" + reference);
        assertThat(status).isIn(200, 404);
        return status == 200;
    }

    private int total(String who, String question) {
        String body = clinic.get(who, question + (question.contains("?") ? "&" : "?") + "_summary=count")
                .body();
        return Integer.parseInt(body.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
    }

    /** Records of the patient that still lie in a carved segment; a closed consent leaves none. */
    private static int carved(String patient) {
        return SERVER.administrator()
                .queryForObject(
                        """
                        select count(*) from hfj_resource r join confidant.segment s on s.id = r.partition_id
                        join confidant.owner o on o.id = s.owner
                        where o.reference = ? and exists (select from unnest(s.carve) c where c <> 'identity')
                        """,
                        Integer.class,
                        patient);
    }

    private static String id(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isIn(200, 201);
        String location = created.headers().firstValue("Location").orElse("");
        return location.isEmpty()
                ? created.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1")
                : location.replaceAll(".*/([^/]+)/_history/.*", "$1");
    }
}
