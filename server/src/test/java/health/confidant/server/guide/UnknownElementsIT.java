package health.confidant.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.threat.Answer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser would leave out is refused at every door and nothing is stored; what is stored is read as ever. */
class UnknownElementsIT {
    private static final String MAYA = "Patient/" + World.id("Patient/maya");
    private static final String CANARY = "Zephyrine";
    private static final String UNKNOWN = "\"vlaueString\": \"" + CANARY + "\"";

    private final TestServer server = TestServer.shared();

    @Test
    void aCreateIsRefusedWithThePathOfTheElementAndNothingIsStored() {
        int before = total();
        HttpResponse<String> answer = send("POST", "/Observation", observation(UNKNOWN));
        refused(answer, "Observation.vlaueString");
        assertThat(total()).isEqualTo(before);
    }

    /** HAPI takes the first Content-Type that it knows; the edge looks at the first one. */
    @Test
    void aSecondContentTypeHidesNothing() {
        for (String first : new String[] {"application/json-patch+json", "application/x-www-form-urlencoded"}) {
            int before = total();
            HttpResponse<String> answer = server.send(
                    server.token("kim"),
                    "POST",
                    "/Observation",
                    observation(UNKNOWN),
                    "Content-Type",
                    first,
                    "Content-Type",
                    "application/fhir+json");
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
            assertThat(total()).isEqualTo(before);
        }
    }

    @Test
    void anUpdateIsRefusedAndTheRecordStaysAsItWas() {
        String id = created();
        String changed = observation("\"id\": \"" + id + "\", " + UNKNOWN);
        refused(send("PUT", "/Observation/" + id, changed), "Observation.vlaueString");
        assertThat(version(id)).isEqualTo("1");
    }

    @Test
    void aTransactionAndABatchAreRefusedWholeAndNameTheEntry() {
        int before = total();
        for (String type : new String[] {"transaction", "batch"}) {
            String bundle = bundle(
                    type,
                    entry("POST", "Observation", observation("\"valueString\": \"calm\"")),
                    entry("POST", "Observation", observation(UNKNOWN)));
            refused(send("POST", "/", bundle), "Bundle.entry[1].resource.vlaueString");
            String misspelt = bundle.replace("vlaueString", "valueString").replace("\"request\"", "\"reqest\"");
            refused(send("POST", "/", misspelt), "Bundle.entry[0].reqest");
        }
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void theParametersOfAnOperationAreRefused() {
        String draft = "{\"resourceType\": \"Consent\", \"stauts\": \"" + CANARY + "\"}";
        String parameters = "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"consent\", \"resource\": "
                + draft + "}]}";
        refused(
                server.send(server.token("maya"), "POST", "/Consent/$preview", parameters),
                "Parameters.parameter[0].resource.stauts");
        refused(
                server.send(
                        server.token("maya"),
                        "POST",
                        "/Consent/$preview",
                        parameters.replace("stauts", "status").replace("\"name\"", "\"nmae\"")),
                "Parameters.parameter[0].nmae");
    }

    @Test
    void aPatchIsRefusedWhenWhatItMakesHasAnUnknownElement() {
        String id = created();
        String patch = "[{\"op\": \"add\", \"path\": \"/vlaueString\", \"value\": \"" + CANARY + "\"}]";
        HttpResponse<String> answer = server.send(
                server.token("kim"),
                "PATCH",
                "/Observation/" + id,
                patch,
                "Content-Type",
                "application/json-patch+json");
        refused(answer, "vlaueString");
        String binary = "{\"resourceType\": \"Binary\", \"contentType\": \"application/json-patch+json\", \"data\": \""
                + Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)) + "\"}";
        refused(send("POST", "/", bundle("transaction", entry("PATCH", "Observation/" + id, binary))), "vlaueString");
        HttpResponse<String> batch = send("POST", "/", bundle("batch", entry("PATCH", "Observation/" + id, binary)));
        assertThat(batch.body()).contains("VALID-002", "vlaueString").doesNotContain(CANARY);
        assertThat(version(id)).isEqualTo("1");
    }

    @Test
    void aFhirPathPatchIsRefusedForItsFormAndForWhatItMakes() {
        String id = created();
        String patch =
                """
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                  {"name": "type", "valueCode": "add"}, {"name": "path", "valueString": "Observation"},
                  {"name": "name", "valueString": "vlaueString"}, {"name": "value", "valueString": "%s"}]}]}
                """
                        .formatted(CANARY);
        HttpResponse<String> made = send("PATCH", "/Observation/" + id, patch);
        assertThat(made.statusCode()).as(made.body()).isIn(400, 422);
        assertThat(made.body()).doesNotContain(CANARY);
        String entry = entry("PATCH", "Observation/" + id, patch);
        for (String kind : new String[] {"transaction", "batch"}) {
            assertThat(send("POST", "/", bundle(kind, entry)).body())
                    .contains("VALID-002", "parameter[0]")
                    .doesNotContain(CANARY, "SERVER-001");
        }
        refused(
                send(
                        "PATCH",
                        "/Observation/" + id,
                        patch.replaceFirst("\"valueString\": \"vl", "\"valueSrting\": \"vl")),
                "Parameters.parameter[0].part[2].valueSrting");
        assertThat(version(id)).isEqualTo("1");
    }

    /** HAPI would pass over the part, add nothing and say that it is done. */
    @Test
    void aFhirPathPatchIsRefusedForAPartThatThereIsNone() {
        String id = created();
        String patch =
                """
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                  {"name": "type", "valueCode": "add"}, {"name": "path", "valueString": "Observation"},
                  {"name": "name", "valueString": "issued"},
                  {"name": "vlaue", "valueInstant": "2026-03-10T16:00:00Z"}]}]}
                """;
        refused(send("PATCH", "/Observation/" + id, patch), "Parameters.parameter[0].part[3]");
        String entry = entry("PATCH", "Observation/" + id, patch);
        refused(send("POST", "/", bundle("transaction", entry)), "Bundle.entry[0].resource.parameter[0].part[3]");
        assertThat(send("POST", "/", bundle("batch", entry)).body())
                .contains("VALID-002 Parameters.parameter[0].part[3]");
        assertThat(version(id)).isEqualTo("1");
        HttpResponse<String> right = send("PATCH", "/Observation/" + id, patch.replace("vlaue", "value"));
        assertThat(right.statusCode()).as(right.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\": \"add\", \"path\": \"/note\", \"value\": [{\"text\": \"a\", \"text\": \"b\"}]}",
                "{\"op\": \"add\", \"path\": \"/note\", \"vlaue\": [{\"text\": \"a\"}]}",
                "{\"op\": \"add\", \"path\": \"/_issued\", \"value\": {\"foo\": 1}}",
                "{\"op\": \"add\", \"path\": \"/valueString\", \"value\": \"\"}"
            })
    void aJsonPatchOfWhichSomethingWouldBeLostIsRefused(String step) {
        String id = created();
        HttpResponse<String> answer = server.send(
                server.token("kim"),
                "PATCH",
                "/Observation/" + id,
                "[" + step + "]",
                "Content-Type",
                "application/json-patch+json");
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        assertThat(version(id)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"status\": 5 | Observation.status",
                "\"status\": \"fianl\" | Observation.status",
                "\"status\": [\"final\"] | Observation.status",
                "\"status\": \"final\", \"status\": \"amended\" | Observation.status",
                "\"status\": null | Observation.status",
                "\"note\": {\"text\": \"Zephyrine\"} | Observation.note",
                "\"valueBoolean\": \"true\" | Observation.valueBoolean",
                "\"valueQuantity\": \"Zephyrine\" | Observation.valueQuantity",
                "\"valueQuantity\": {\"value\": \"1\"} | Observation.valueQuantity.value",
                "\"issued\": \"Zephyrine\" | Observation.issued",
                "\"_issued\": {\"Zephyrine!\": 1} | Observation._issued",
                "\"_issued\": {\"etxension\": []} | Observation._issued.etxension",
                "\"valueString\": \"\" | Observation.valueString",
                "\"extension\": [{\"url\": \"https://example.org/a\", \"valeuString\": \"a\"}] | Observation.extension[0].valeuString",
                "\"contained\": [{\"resourceType\": \"Location\", \"id\": \"a\", \"nmae\": \"a\"}] | Observation.contained[0].nmae",
                "\"contained\": [{\"id\": \"a\"}] | Observation.contained[0]"
            })
    void aValueThatTheParserWouldLeaveOutIsRefused(String element, String path) {
        refused(send("POST", "/Observation", observation(element)), path);
    }

    @Test
    void whatFhirAllowsIsStillAccepted() {
        String body = observation(
                """
                "fhir_comments": ["by hand"], "meta": {"tag": [{"system":
                "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}]},
                "issued": "2026-03-10T16:00:00Z", "_issued": {"id": "a", "extension": [
                  {"url": "https://example.org/a", "valueString": "b"}]},
                "_valueString": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                  "valueCode": "masked"}]},
                "note": [{"_text": {"fhir_comments": ["no words"], "extension": [
                  {"url": "https://example.org/c", "_valueString": {"extension": [
                    {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]}}]}}],
                "modifierExtension": [{"url": "https://example.org/d", "valueBoolean": true}]
                """);
        HttpResponse<String> answer = send("POST", "/Observation", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode stored = json(answer);
        assertThat(stored.at("/_issued/extension/0/valueString").asText()).isEqualTo("b");
        assertThat(stored.at("/modifierExtension/0/valueBoolean").asBoolean()).isTrue();
    }

    /** An older server may have stored what this one refuses; it stays readable and can be corrected. */
    @Test
    void whatIsStoredIsReadAsEver() {
        String id = created();
        Bodies bodies = server.bean(Bodies.class);
        Map<String, Object> row = server.administrator()
                .queryForMap(
                        """
                        select v.res_id, v.res_ver, v.partition_id, v.res_text_vc from hfj_res_ver v
                        join hfj_resource r on r.res_id = v.res_id where r.fhir_id = ?
                        """,
                        id);
        long pid = ((Number) row.get("res_id")).longValue();
        long version = ((Number) row.get("res_ver")).longValue();
        int segment = ((Number) row.get("partition_id")).intValue();
        String body = bodies.open(segment, pid, version, (String) row.get("res_text_vc"));
        String older = body.replaceFirst("\\{", "{\"older\": {\"a\": 1}, \"issued\": \"\", ");
        server.administrator()
                .update(
                        "update hfj_res_ver set res_text_vc = ? where res_id = ? and res_ver = ?",
                        bodies.seal(segment, pid, version, older),
                        pid,
                        version);
        assertThat(server.get("kim", "/Observation/" + id).statusCode()).isEqualTo(200);
        assertThat(server.get("kim", "/Observation?_id=" + id).body()).contains(id);
        HttpResponse<String> answer = server.send(
                server.token("kim"),
                "PATCH",
                "/Observation/" + id,
                "[{\"op\": \"replace\", \"path\": \"/valueString\", \"value\": \"tense\"}]",
                "Content-Type",
                "application/json-patch+json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void refused(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode issue = json(answer).at("/issue/0");
        assertThat(issue.path("diagnostics").asText()).startsWith("VALID-002 ").contains(path);
        assertThat(issue.path("code").asText()).isEqualTo("structure");
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    private String created() {
        HttpResponse<String> answer = send("POST", "/Observation", observation("\"valueString\": \"calm\""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("id").asText();
    }

    /** An Observation of Maya's with this in it; its status is final unless the element says one. */
    private static String observation(String element) {
        return "{\"resourceType\": \"Observation\", " + element + ", "
                + (element.contains("\"status\"") ? "" : "\"status\": \"final\", ")
                + "\"code\": {\"text\": \"Mood\"}, \"subject\": {\"reference\": \"" + MAYA + "\"}}";
    }

    private static String entry(String method, String url, String resource) {
        return "{\"request\": {\"method\": \"" + method + "\", \"url\": \"" + url + "\"}, \"resource\": " + resource
                + "}";
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"" + type + "\", \"entry\": [" + String.join(",", entries)
                + "]}";
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return server.send(server.token("kim"), method, path, body);
    }

    private String version(String id) {
        return json(server.get("kim", "/Observation/" + id))
                .at("/meta/versionId")
                .asText();
    }

    private int total() {
        return json(server.get("kim", "/Observation?_summary=count"))
                .path("total")
                .asInt(-1);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Answer.of(answer).json();
    }
}
