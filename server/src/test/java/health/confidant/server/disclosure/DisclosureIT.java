package health.confidant.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every door that a disclosure on a consent leaves by carries the notice and the scope, and leaves a line. */
class DisclosureIT {
    private static final TestServer SERVER = Ground.server();
    private static final String EHR = "northside-ehr";
    private static final String STATEMENT_1 = "This record which has been disclosed to you is protected by Federal"
            + " confidentiality rules (42 CFR part 2).";
    private static final String STATEMENT_2 =
            "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";
    private static final String BAR = "NORDSCLCD";

    private final Clinic clinic = new Clinic(SERVER);
    private final String patient = clinic.patient;
    private final String drinks = "Observation/" + clinic.observations.get(0);
    private final String consent;

    DisclosureIT() {
        SERVER.forgetTokens();
        String provision =
                """
                {"type":"permit","period":{"start":"2026-03-01","end":"2031-03-01"},"actor":[%s],
                 "purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}],
                 "securityLabel":[{"system":"https://confidant.health/fhir/CodeSystem/track","code":"individual"},
                                  {"system":"https://confidant.health/fhir/CodeSystem/track","code":"general"}]}"""
                        .formatted(Records.recipient(reference("Organization/northside-ehr")));
        HttpResponse<String> given = clinic.consentOf("patient", null, "active", provision);
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        consent = "Consent/"
                + given.headers().firstValue("Location").orElse("").replaceAll(".*/([^/]+)/_history/.*", "$1");
    }

    /** Requirements 41, 42. */
    @Test
    void readsOfOneRecordCarryStatement2() {
        for (String path : List.of("/" + drinks, "/" + drinks + "/_history/1")) {
            int before = lines();
            HttpResponse<String> answer = SERVER.get(EHR, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .contains(STATEMENT_2, BAR, consent + "/_history/1", "general track, individual track");
            assertThat(answer.headers().firstValue("X-Part2-Notice")).contains(STATEMENT_2);
            assertThat(answer.headers().firstValue("X-Part2-Consent")).contains(consent + "/_history/1");
            assertThat(lines()).as(path).isEqualTo(before + 1);
            assertThat(line()).containsEntry("statement", 2).containsEntry("count", 1);
            assertThat(what()).containsExactly(drinks + "/_history/1");
        }
    }

    /** Requirements 41, 42. */
    @Test
    void bundlesCarryStatement1() {
        String token = SERVER.token(EHR);
        String batch =
                """
                {"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"%s"}}]}"""
                        .formatted(drinks);
        Map<String, HttpResponse<String>> answers = Map.of(
                "search", SERVER.get(EHR, "/Observation?patient=" + patient),
                "post",
                        SERVER.send(
                                token,
                                "POST",
                                "/Observation/_search",
                                "patient=" + patient,
                                "Content-Type",
                                "application/x-www-form-urlencoded"),
                "include", SERVER.get(EHR, "/Patient?_revinclude=Observation:patient&_id=" + patient.substring(8)),
                "everything", SERVER.get(EHR, "/" + patient + "/$everything"),
                "history", SERVER.get(EHR, "/" + drinks + "/_history"),
                "batch", SERVER.send(token, "POST", "/", batch));
        answers.forEach((door, answer) -> {
            assertThat(answer.statusCode()).as(door + answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .as(door)
                    .contains(STATEMENT_1, BAR, consent + "/_history/1", "against the patient, unless authorized");
        });
    }

    @Test
    void nextPagesAreDisclosuresToo() {
        HttpResponse<String> first = SERVER.get(EHR, "/Observation?_count=1&patient=" + patient);
        String next = first.body().replaceAll("(?s).*\"relation\":\"next\",\"url\":\"([^\"]*)\".*", "$1");
        int before = lines();
        HttpResponse<String> second =
                SERVER.get(EHR, next.substring(SERVER.fhir().toString().length()));
        assertThat(second.body()).contains(STATEMENT_1, "\"resource\":{");
        assertThat(lines()).isEqualTo(before + 1);
    }

    @Test
    void theLedgerSaysWhoWhyWhatAndOnWhichConsent() {
        HttpResponse<String> answer = SERVER.get(EHR, "/Observation?patient=" + patient);
        int shown = answer.body().split("\"resource\":\\{", -1).length - 1;
        assertThat(line())
                .containsEntry("patient", patient)
                .containsEntry("recipient", reference("Organization/northside-ehr"))
                .containsEntry("recipient_name", "Northside Community Hospital")
                .containsEntry("purpose", "TREAT")
                .containsEntry("consent", consent)
                .containsEntry("consent_version", 1L)
                .containsEntry("count", shown)
                .containsEntry("statement", 1)
                .containsEntry(
                        "request", answer.headers().firstValue("X-Request-ID").orElse("none"));
        assertThat(line().get("network")).isNotEqualTo("");
        assertThat(what()).hasSize(shown).allMatch(reference -> reference.startsWith("Observation/"));
    }

    /**
     * IHE BALP, PrivacyDisclosure.Source: one event for each line of the ledger, beside the read's own.
     *
     * <p>Requirement 55.
     */
    @Test
    void eachLineIsADisclosureEventInTheJournal() {
        for (String path : List.of("/" + drinks, "/Observation?patient=" + patient, "/" + patient + "/$everything")) {
            HttpResponse<String> answer = SERVER.get(EHR, path);
            List<AuditRecord> records = new Journaled(SERVER)
                    .of(answer.headers().firstValue("X-Request-ID").orElseThrow());
            assertThat(records).as(path).hasSize(2).anyMatch(record -> record.action() != AuditRecord.Action.DISCLOSE);
            AuditRecord disclosed = records.stream()
                    .filter(record -> record.action() == AuditRecord.Action.DISCLOSE)
                    .findFirst()
                    .orElseThrow();
            assertThat(disclosed.patient()).contains(patient);
            assertThat(disclosed.agent()).isEqualTo(reference("Organization/northside-ehr"));
            assertThat(disclosed.detail()).isEqualTo(consent + "/_history/1");
            assertThat(disclosed.rules()).isNotEmpty();
            assertThat(disclosed.entities()).as(path).containsExactlyInAnyOrderElementsOf(what());
        }
        assertThat(SERVER.get("novak", "/AuditEvent?patient=" + patient + "&subtype=disclose&type=110106")
                        .body())
                .contains("IHE.BasicAudit.PrivacyDisclosure.Source", "429577009", drinks + "/_history/1");
    }

    @Test
    void whatAnOutsideSystemSendsIsAReceiptInTheJournal() {
        Door ehr = Door.of(SERVER, EHR);
        String sent = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Sent\"}]}");
        Answer made = ehr.send("POST", "/Condition", health.confidant.server.threat.Records.condition(sent, "Z63.0"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(new Journaled(SERVER).of(made.requestId()))
                .extracting(AuditRecord::action)
                .contains(AuditRecord.Action.CREATE, AuditRecord.Action.RECEIVE);
        assertThat(SERVER.get("novak", "/AuditEvent?patient=" + sent + "&type=110107")
                        .body())
                .contains("IHE.BasicAudit.PrivacyDisclosure.Recipient");
    }

    @Test
    void documentThatLeavesIsADisclosureToo() {
        String made = clinic.send(
                        "counselor",
                        "POST",
                        "/DocumentReference",
                        """
                        {"resourceType":"DocumentReference","status":"current","subject":{"reference":"%s"},
                         "type":{"coding":[{"system":"http://loinc.org","code":"34133-9"}]},
                         "content":[{"attachment":{"contentType":"text/plain"}}]}"""
                                .formatted(patient))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*(DocumentReference/[^/]+)/_history/.*", "$1");
        String counselor = clinic.token("counselor");
        assertThat(document(counselor, "POST", made, "", "Upload-Length", "4", "Upload-Type", "text/plain")
                        .statusCode())
                .isEqualTo(201);
        assertThat(document(counselor, "PATCH", made, "Dear", "Upload-Offset", "0")
                        .statusCode())
                .isEqualTo(204);
        int before = lines();
        assertThat(document(counselor, "GET", made, "").headers().firstValue("X-Part2-Notice"))
                .as("within the program")
                .isEmpty();
        assertThat(lines()).isEqualTo(before);
        HttpResponse<String> answer = document(SERVER.token(EHR), "GET", made, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Part2-Notice")).contains(STATEMENT_2);
        assertThat(answer.headers().firstValue("X-Part2-Consent")).contains(consent + "/_history/1");
        assertThat(lines()).isEqualTo(before + 1);
        assertThat(what()).containsExactly(made);
        assertThat(new Journaled(SERVER).of(String.valueOf(line().get("request"))))
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder(AuditRecord.Action.READ, AuditRecord.Action.DISCLOSE);
    }

    private static HttpResponse<String> document(
            String token, String method, String reference, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(SERVER.base() + "/documents/" + reference.split("/")[1]))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return SERVER.send(request);
    }

    @Test
    void whoIsInsideAndWhoGetsNothingLeavesNoLine() {
        int before = lines();
        HttpResponse<String> kim = clinic.get("counselor", "/Observation?patient=" + patient);
        assertThat(kim.body()).contains(drinks.substring(12)).doesNotContain(STATEMENT_1, STATEMENT_2, BAR);
        assertThat(clinic.get("patient", "/" + drinks).body()).doesNotContain(STATEMENT_2, BAR);
        assertThat(SERVER.get(EHR, "/Observation/" + clinic.couplesNote).statusCode())
                .isEqualTo(404);
        assertThat(SERVER.get(EHR, "/" + reference("Practitioner/kim")).body()).doesNotContain(STATEMENT_2);
        assertThat(lines()).isEqualTo(before);
    }

    /** Requirement 7: and never MASK or NODSCLCD. */
    @Test
    void eachBundleHasTheHighWaterMarkOfWhatIsInIt() {
        String note =
                """
                {"resourceType":"DocumentReference","status":"current","subject":{"reference":"%s"},
                 "category":[{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/note-class",
                                         "code":"sud-counseling-note"}]}],
                 "type":{"coding":[{"system":"http://loinc.org","code":"11488-4"}]},
                 "date":"2026-05-01T10:00:00Z","author":[{"reference":"%s"}],
                 "content":[{"attachment":{"contentType":"text/plain","data":"Tm90ZS4="}}]}"""
                        .formatted(patient, clinic.counselor);
        assertThat(clinic.send("counselor", "POST", "/DocumentReference", note).statusCode())
                .isEqualTo(201);
        HttpResponse<String> kim = clinic.get("counselor", "/DocumentReference?patient=" + patient);
        assertThat(kim.body()).contains("sud-counseling-note");
        assertThat(meta(kim)).contains("\"code\":\"V\"", "42CFRPart2").doesNotContain("MASK", "NODSCLCD");
        HttpResponse<String> drink = clinic.get("counselor", "/Observation?patient=" + patient);
        assertThat(meta(drink)).contains("\"code\":\"R\"", "42CFRPart2").doesNotContain("\"code\":\"V\"");
        HttpResponse<String> staff = clinic.get("counselor", "/Practitioner?_count=2");
        assertThat(meta(staff)).contains("\"code\":\"N\"").doesNotContain("42CFRPart2");
    }

    @Test
    void theLedgerIsAppendOnly() {
        SERVER.get(EHR, "/" + drinks);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> SERVER.administrator().update("update confidant.disclosure set patient = ''"))
                .hasMessageContaining("append-only");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> SERVER.administrator().update("delete from confidant.disclosure"))
                .hasMessageContaining("append-only");
    }

    /** The bundle's own meta comes before its entries. */
    private static String meta(HttpResponse<String> bundle) {
        return bundle.body().substring(0, bundle.body().indexOf("\"entry\""));
    }

    private static int lines() {
        return SERVER.administrator().queryForObject("select count(*) from confidant.disclosure", Integer.class);
    }

    private static Map<String, Object> line() {
        return SERVER.administrator().queryForMap("select * from confidant.disclosure order by at desc limit 1");
    }

    private static List<String> what() {
        return SERVER.administrator()
                .queryForList(
                        "select unnest(what) from (select what from confidant.disclosure order by at desc limit 1) d",
                        String.class);
    }

    private static String reference(String symbolic) {
        return World.read().reference(symbolic);
    }
}
