package health.confidant.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order and a mandate, approved by the privacy officer, open what the order names until it ends; nothing less does. */
class CourtOrderIT {
    private static final TestServer SERVER = Ground.server();
    private static final String COURT = "county-court";

    private final Clinic clinic = new Clinic(SERVER);
    private final String record = "/Observation/" + clinic.observations.get(0);

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void approvalWhenTheOrderOrTheMandateIsMissingThenIsRefused() {
        String subpoena = document("mandate");
        HttpResponse<String> refused = post("novak", task("new", "accepted", reference("mandate", subpoena)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("ORDER-001", "2.61(a)", "2.64(e)(1)", "2.64(e)(3)");
        HttpResponse<String> kept = post("novak", task("new", "requested", reference("mandate", subpoena)));
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(404);
    }

    @Test
    void orderWhenApprovedThenOpensWhatItNamesUntilItEnds() {
        String inputs = whole("individual", "2030-01-01");
        String order = id(post("novak", task("new", "requested", inputs)));
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(404);
        assertThat(put("novak", order, task(order, "accepted", inputs)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> shown = SERVER.get(COURT, record);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("Task/" + order, "42 CFR part 2 prohibits");
        assertThat(SERVER.get(COURT, "/Observation/" + clinic.patientsNote).statusCode())
                .isEqualTo(404);
        assertThat(SERVER.get(COURT, "/" + clinic.patient).statusCode()).isEqualTo(404);
        assertThat(put("novak", order, task(order, "completed", inputs)).statusCode())
                .isEqualTo(200);
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(404);
    }

    @Test
    void orderWhenThePatientHasDeniedEverybodyThenHoldsAllTheSame() {
        String order = id(post("novak", task("new", "accepted", whole("individual", "2030-01-01"))));
        assertThat(order).isNotEmpty();
        assertThat(clinic.consentOf("patient", null, "active", Rules.deny().json())
                        .statusCode())
                .isEqualTo(201);
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(200);
        assertThat(clinic.status("counselor", record)).isEqualTo(404);
    }

    /** Whoever keeps the papers has to say whose they are. */
    @Test
    void orderWhenThePatientHasDeniedEverybodyBeforeThenIsWrittenAllTheSame() {
        assertThat(clinic.consentOf("patient", null, "active", Rules.deny().json())
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> order = post("novak", task("new", "accepted", whole("individual", "2030-01-01")));
        assertThat(order.statusCode()).as(order.body()).isEqualTo(201);
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(200);
        assertThat(clinic.status("counselor", record)).isEqualTo(404);
    }

    @Test
    void orderWhenItIsOverThenOpensNothing() {
        id(post("novak", task("new", "accepted", whole("individual", "2026-01-01"))));
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(404);
    }

    @Test
    void orderWhenItNamesATimeThenOpensTheRecordsOfThatTime() {
        String later = whole("individual", "2030-01-01") + ","
                + input("data-period", "\"valuePeriod\":{\"start\":\"2026-06-01\",\"end\":\"2026-06-30\"}");
        id(post("novak", task("new", "accepted", later)));
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(404);
        String mayday = whole("individual", "2030-01-01") + ","
                + input("data-period", "\"valuePeriod\":{\"start\":\"2026-05-01\",\"end\":\"2026-05-31\"}");
        id(post("novak", task("new", "accepted", mayday)));
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(200);
    }

    @Test
    void approvalByAnybodyElseIsRefused() {
        String order = task("new", "accepted", whole("individual", "2030-01-01"));
        for (String who : new String[] {"patient", "counselor"}) {
            HttpResponse<String> refused = clinic.send(who, "POST", "/Task", order);
            assertThat(refused.statusCode()).as(who + refused.body()).isIn(403, 422);
        }
        HttpResponse<String> asked =
                clinic.send("patient", "POST", "/Task", order.replace("\"accepted\"", "\"requested\""));
        assertThat(asked.statusCode()).as(asked.body()).isIn(201, 422);
        assertThat(SERVER.get(COURT, record).statusCode()).isEqualTo(404);
    }

    private String whole(String track, String end) {
        List<String> inputs = new ArrayList<>();
        inputs.add(reference("order", document("court-order")));
        inputs.add(reference("mandate", document("mandate")));
        inputs.add(reference("recipient", World.read().reference("Organization/county-court")));
        inputs.add(input("track", "\"valueCode\":\"" + track + "\""));
        inputs.add(input("period", "\"valuePeriod\":{\"start\":\"2025-01-01\",\"end\":\"" + end + "\"}"));
        return String.join(",", inputs);
    }

    /** @param value the value[x] as JSON */
    private static String input(String code, String value) {
        return "{\"type\":{\"coding\":[{\"system\":\"https://confidant.health/fhir/CodeSystem/court-order-input\","
                + "\"code\":\"" + code + "\"}]}," + value + "}";
    }

    private static String reference(String code, String reference) {
        return input(code, "\"valueReference\":{\"reference\":\"" + reference + "\"}");
    }

    private String document(String code) {
        String json =
                """
                {"resourceType":"DocumentReference","status":"current","subject":{"reference":"%s"},
                 "type":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/legal-document","code":"%s"}]},
                 "content":[{"attachment":{"contentType":"text/plain","data":"T3JkZXIu"}}]}"""
                        .formatted(clinic.patient, code);
        HttpResponse<String> stored = SERVER.send(SERVER.token("novak"), "POST", "/DocumentReference", json);
        return "DocumentReference/" + id(stored);
    }

    private String task(String id, String status, String inputs) {
        return """
                {"resourceType":"Task","id":"%s","status":"%s","intent":"order",
                 "code":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/task-code",
                                    "code":"court-order"}]},
                 "for":{"reference":"%s"},"input":[%s]}"""
                .formatted(id, status, clinic.patient, inputs);
    }

    private static HttpResponse<String> post(String login, String json) {
        return SERVER.send(SERVER.token(login), "POST", "/Task", json);
    }

    private static HttpResponse<String> put(String login, String id, String json) {
        return SERVER.send(SERVER.token(login), "PUT", "/Task/" + id, json);
    }

    private static String id(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created.headers().firstValue("Location").orElse("").replaceAll(".*/([^/]+)/_history/.*", "$1");
    }
}
