package health.confidant.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Nothing that its profile refuses is stored, whatever way it comes. */
class ValidationIT {
    private static final String MAYA = "Patient/" + World.id("Patient/maya");
    private static final String CANARY = "Zephyrine";

    private final TestServer server = TestServer.shared();

    @Test
    void aCreateIsRefusedWithPathRuleAndNothingOfTheResource() {
        HttpResponse<String> answer = post("/Encounter", session("\"start\": \"2026-03-10T16:00:00Z\""));
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode issue = json(answer).at("/issue/0");
        assertThat(issue.path("diagnostics").asText()).startsWith("VALID-001 ").contains("session-times");
        assertThat(issue.at("/expression/0").asText()).isEqualTo("Encounter");
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    @Test
    void whatIsRefusedIsNotStored() {
        int before = total();
        post("/Encounter", session("\"start\": \"2026-03-10T16:00:00Z\""));
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void anUpdateAndAPatchAreHeldToTheSame() {
        HttpResponse<String> created =
                post("/Encounter", session("\"start\": \"2026-03-10T16:00:00Z\", \"end\": \"2026-03-10T16:50:00Z\""));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String id = json(created).path("id").asText();
        String broken = session("\"start\": \"2026-03-10T16:00:00Z\"").replaceFirst("\\{", "{\"id\": \"" + id + "\", ");
        HttpResponse<String> update = server.send(server.token("kim"), "PUT", "/Encounter/" + id, broken);
        assertThat(update.statusCode()).isEqualTo(422);
        HttpResponse<String> patch = server.send(
                server.token("kim"),
                "PATCH",
                "/Encounter/" + id,
                "[{\"op\": \"remove\", \"path\": \"/period/end\"}]",
                "Content-Type",
                "application/json-patch+json");
        assertThat(patch.statusCode()).as(patch.body()).isEqualTo(422);
        assertThat(patch.body()).contains("VALID-001");
        assertThat(json(server.get("kim", "/Encounter/" + id))
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aTransactionIsRefusedWholeAndNamesTheEntry() {
        String good = session("\"start\": \"2026-03-10T16:00:00Z\", \"end\": \"2026-03-10T16:50:00Z\"");
        String bad = session("\"start\": \"2026-03-10T16:00:00Z\"");
        String bundle = "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [" + entry(good) + ","
                + entry(bad) + "]}";
        int before = total();
        HttpResponse<String> answer = post("/", bundle);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).at("/issue/0/expression/0").asText()).isEqualTo("Bundle.entry[1].resource");
        assertThat(total()).isEqualTo(before);
    }

    /** R4, http.html#batch: one entry's failure is that entry's. */
    @Test
    void aBatchStoresTheGoodEntryAndSaysOfTheBadOneWhichRuleItBroke() {
        String good = session("\"start\": \"2026-03-10T16:00:00Z\", \"end\": \"2026-03-10T16:50:00Z\"");
        String bad = session("\"start\": \"2026-03-10T16:00:00Z\"");
        int before = total();
        HttpResponse<String> answer = post(
                "/",
                "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [" + entry(bad) + "," + entry(good)
                        + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/entry/0/response/status").asText()).startsWith("422");
        assertThat(json(answer)
                        .at("/entry/0/response/outcome/issue/0/diagnostics")
                        .asText())
                .startsWith("VALID-001");
        assertThat(json(answer).at("/entry/1/response/status").asText()).startsWith("201");
        assertThat(total()).isEqualTo(before + 1);
    }

    @Test
    void aProfileThatTheServerDoesNotKnowIsR4ToIt() {
        String observation =
                """
                {"resourceType": "Observation", "status": "final",
                 "meta": {"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-smokingstatus"]},
                 "code": {"text": "Mood"}, "subject": {"reference": "%s"}, "valueString": "calm"}
                """
                        .formatted(MAYA);
        assertThat(post("/Observation", observation).statusCode()).isEqualTo(201);
        HttpResponse<String> without = post("/Observation", observation.replace("\"status\": \"final\",", ""));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("Observation.status: minimum required = 1");
    }

    /** Who may not write is told that, and not what is wrong with what they sent. */
    @Test
    void whoMayNotWriteLearnsNothingOfTheProfile() {
        HttpResponse<String> answer = server.send(
                server.token("okafor"), "POST", "/Encounter", session("\"start\": \"2026-03-10T16:00:00Z\""));
        assertThat(answer.body()).doesNotContain("VALID-001");
    }

    private static String session(String period) {
        return """
               {"resourceType": "Encounter", "status": "finished",
                "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR", "display": "%s"},
                "type": [{"coding": [{"system": "https://confidant.health/fhir/CodeSystem/session-kind",
                                      "code": "individual-session"}]}],
                "subject": {"reference": "%s"},
                "participant": [{"individual": {"reference": "Practitioner/%s"}}], "period": {%s}}
               """
                .formatted(CANARY, MAYA, World.id("Practitioner/kim"), period);
    }

    private static String entry(String resource) {
        return "{\"request\": {\"method\": \"POST\", \"url\": \"Encounter\"}, \"resource\": " + resource + "}";
    }

    private HttpResponse<String> post(String path, String body) {
        return server.send(server.token("kim"), "POST", path, body);
    }

    private int total() {
        return json(server.get("kim", "/Encounter?_summary=count"))
                .path("total")
                .asInt(-1);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Answer.of(answer).json();
    }
}
