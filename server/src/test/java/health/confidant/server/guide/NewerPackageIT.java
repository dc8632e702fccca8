package health.confidant.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.World;
import health.confidant.server.ChildServer;
import health.confidant.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A later version of the server, with a later package, reads the database of the one before: what is stored is readable and
 * found though the profile asks for more now, what is written is held to the new profile, and the list of codes that has
 * grown labels again what is stored (ADR 0024). Each version is a process, as an operator has them.
 */
class NewerPackageIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EHR = "northside-ehr";
    private static final String FEVER = "386661006";
    private static final String KINDS = "https://confidant.health/fhir/CodeSystem/session-kind";
    private static final String REASON = ", \"reasonCode\": [{\"text\": \"Weekly\"}]";

    @TempDir
    Path temporary;

    @Test
    void aServerWithANewerPackageReadsAnOlderDatabase() throws Exception {
        Path data = temporary.resolve("data");
        String visit;
        String condition;
        try (ChildServer child = new ChildServer(data)) {
            child.start();
            TestServer older = TestServer.of(child);
            visit = created(older, "kim", "/Encounter", session(""));
            assertThat(write(older, "kim", "POST", "/Encounter", laterKind()).body())
                    .contains("VALID-001", "ValueSet/individual-sessions");
            String patient = created(
                    older, EHR, "/Patient", "{\"resourceType\": \"Patient\", \"name\": [{\"family\": \"Outside\"}]}");
            condition = created(older, EHR, "/Condition", fever(patient));
            assertThat(older.get(EHR, condition).body()).doesNotContain("42CFRPart2");
        }
        Path newer = NewerPackage.write(temporary.resolve("newer"), "http://snomed.info/sct," + FEVER + ",SUD");
        try (ChildServer child = new ChildServer(data, List.of(newer))) {
            child.start();
            TestServer server = TestServer.of(child);
            assertThat(served(server)).isEqualTo(NewerPackage.VERSION);
            whatIsStoredIsReadAndFound(server, visit);
            whatIsWrittenIsHeldToTheNewProfile(server, visit);
            whatIsStoredIsLabelledByTheNewList(server, condition);
        }
    }

    private static void whatIsStoredIsReadAndFound(TestServer server, String visit) throws IOException {
        assertThat(server.get("kim", visit).statusCode()).isEqualTo(200);
        assertThat(server.get("kim", visit + "/_history/1").statusCode()).isEqualTo(200);
        assertThat(server.get("kim", "/Encounter?patient=" + maya() + "&_count=200")
                        .body())
                .contains(visit.substring("/Encounter/".length()));
        JsonNode everything = json(server.get("maya", "/" + maya() + "/$everything"));
        assertThat(everything.path("entry")).isNotEmpty();
        assertThat(json(server.get("mo", "/Claim?_summary=count")).path("total").asInt())
                .isEqualTo(4);
    }

    private static void whatIsWrittenIsHeldToTheNewProfile(TestServer server, String visit) {
        HttpResponse<String> without = write(server, "kim", "POST", "/Encounter", session(""));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("VALID-001", "Encounter.reasonCode: minimum required = 1");
        created(server, "kim", "/Encounter", session(REASON));
        created(server, "kim", "/Encounter", laterKind());
        String id = "\"id\": \"" + visit.substring("/Encounter/".length()) + "\"";
        assertThat(write(server, "kim", "PUT", visit, session(", " + id)).statusCode())
                .isEqualTo(422);
        assertThat(write(server, "kim", "PUT", visit, session(", " + id + REASON))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void whatIsStoredIsLabelledByTheNewList(TestServer server, String condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        String progress = server.get("novak", "/Patient/$relabeling").body();
        while (!progress.contains("\"name\":\"finished\",\"valueBoolean\":true") && System.nanoTime() < deadline) {
            Thread.sleep(500);
            progress = server.get("novak", "/Patient/$relabeling").body();
        }
        assertThat(progress)
                .contains(NewerPackage.LIST_VERSION, "\"name\":\"finished\",\"valueBoolean\":true")
                .contains("NORMAL -> PART2 RESTRICTED SUD");
        assertThat(server.get(EHR, condition).body()).contains("42CFRPart2", "\"code\":\"SUD\"");
        assertThat(server.get(EHR, condition + "/_history/1").body()).contains("42CFRPart2");
    }

    /** The version of the package that the guide's pages give away. */
    private static String served(TestServer server) throws IOException, InterruptedException {
        try (InputStream archive = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(server.base().resolve("/ig/package.tgz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            return NpmPackage.fromPackage(archive).version();
        }
    }

    private static String session(String more) {
        return """
               {"resourceType": "Encounter", "status": "finished",
                "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR"},
                "type": [{"coding": [{"system": "%s", "code": "individual-session"}]}],
                "subject": {"reference": "%s"}, "participant": [{"individual": {"reference": "Practitioner/%s"}}],
                "period": {"start": "2026-03-10T16:00:00Z", "end": "2026-03-10T16:50:00Z"}%s}
               """
                .formatted(KINDS, maya(), World.id("Practitioner/kim"), more);
    }

    private static String laterKind() {
        String kind = "{\"coding\": [{\"system\": \"" + KINDS + "\", \"code\": \"" + NewerPackage.LATER_KIND + "\"}]}";
        return session(REASON).replace("\"type\": [", "\"type\": [" + kind + ", ");
    }

    private static String fever(String patient) {
        return """
               {"resourceType": "Condition", "subject": {"reference": "%s"},
                "code": {"coding": [{"system": "http://snomed.info/sct", "code": "%s"}]}}
               """
                .formatted(patient.substring(1), FEVER);
    }

    private static String maya() {
        return "Patient/" + World.id("Patient/maya");
    }

    /** @return {@code /Type/id} */
    private static String created(TestServer server, String login, String path, String body) {
        HttpResponse<String> answer = write(server, login, "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return path + "/" + json(answer).path("id").asText();
    }

    private static HttpResponse<String> write(
            TestServer server, String login, String method, String path, String body) {
        return server.send(server.token(login), method, path, body);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
