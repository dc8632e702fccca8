package health.confidant.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");

    private final TestServer server = TestServer.shared();
    private final Door kim = Door.of(server, "kim");

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.diagnostics()).startsWith(code);
        assertThat(answer.json().path("id").asText()).isNotEmpty();
        assertThat(answer.headers().get("cache-control")).contains("no-store");
    }

    /** A request written by hand, because a client library would tidy it. */
    private String raw(String method, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.base().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                                    + kim.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "LINK", "get"})
    void methodsThatFhirDoesNotKnowAreRefused(String method) throws IOException {
        String answer = raw(method, "/fhir/" + CONDITION);
        assertThat(answer).matches("(?s)HTTP/1.1 (400|405|501).*").doesNotContain("F10.20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir//{c}",
                "/fhir/./{c}",
                "/fhir/x/../{c}",
                "/fhir/{c};x=1",
                "/fhir/{c}%2f_history",
                "/fhir/%43ondition/{id}",
                "/fhir/Condition%2f{id}",
                "/fhir/Condition/%2e%2e/{c}",
                "//fhir/{c}",
                "/fhir;x=1/{c}",
                "/FHIR/{c}"
            })
    void pathsComeInOneSpelling(String path) throws IOException {
        String answer =
                raw("GET", path.replace("{c}", CONDITION).replace("{id}", CONDITION.substring("Condition/".length())));
        assertThat(answer).matches("(?s)HTTP/1.1 (400|401|403|404).*").doesNotContain("F10.20");
        assertThat(raw("GET", "/fhir/" + CONDITION)).startsWith("HTTP/1.1 200").contains("F10.20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/fhir+xml", "application/xml", "text/turtle", "text/html,application/xhtml+xml;q=0.9"
            })
    void otherFormatsThanJsonAreRefused(String accept) {
        refused(kim.get(CONDITION, "Accept", accept), 406, "EDGE-008");
    }

    @Test
    void formatThatIsNotJsonIsRefused() {
        for (String format : new String[] {"xml", "application/fhir%2Bxml", "text/xml", "ttl", "rdf", "html/json"}) {
            refused(kim.get(CONDITION + "?_format=" + format), 406, "EDGE-008");
        }
    }

    @Test
    void whoTakesJsonTooGetsJson() {
        for (String accept : new String[] {
            "*/*",
            "application/json",
            "application/fhir+json;fhirVersion=4.0",
            "application/fhir+xml;q=1.0, application/fhir+json;q=0.5",
            "text/html,application/xml;q=0.9,*/*;q=0.8"
        }) {
            Answer answer = kim.get(CONDITION, "Accept", accept);
            assertThat(answer.status()).as(accept).isEqualTo(200);
            assertThat(answer.headers().get("content-type").get(0)).as(accept).contains("json");
            assertThat(answer.json().path("resourceType").asText()).as(accept).isEqualTo("Condition");
        }
        assertThat(kim.get(CONDITION + "?_format=json").status()).isEqualTo(200);
        assertThat(kim.get(CONDITION + "?_format=application/fhir%2Bjson").status())
                .isEqualTo(200);
    }

    @Test
    void entryOfABatchFailsAloneWithItsOwnReason() {
        String mine = Records.condition(MAYA, "Z63.0");
        String entries = String.join(
                ",",
                write("POST", "Condition", mine),
                write("POST", "Claim", "{\"resourceType\":\"Claim\",\"patient\":{\"reference\":\"" + MAYA + "\"}}"),
                write("POST", "Condition", Records.condition("Patient/" + Records.NEVER, "Z63.0")),
                write("POST", "Library", "{\"resourceType\":\"Library\"}"),
                write("DELETE", "Condition/" + Records.NEVER, null),
                write("PUT", "Condition?code=F10.20", mine),
                write("POST", "Condition", mine));
        Answer answer =
                kim.send("POST", "/", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("entry"))
                .extracting(
                        entry -> entry.path("response").path("status").asText().substring(0, 3))
                .as(answer.body())
                .containsExactly("201", "403", "422", "400", "403", "400", "201");
        assertThat(answer.json().path("entry"))
                .extracting(entry -> entry.path("response")
                        .path("outcome")
                        .path("issue")
                        .path(0)
                        .path("diagnostics")
                        .asText("")
                        .replaceAll("^([A-Z]+-\\d+).*", "$1"))
                .as(answer.body())
                .containsSubsequence("ACCESS-002", "WRITE-001", "BUNDLE-003", "ACCESS-001", "BUNDLE-002");

        Answer whole = kim.send(
                "POST", "/", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}");
        assertThat(whole.status()).as("a transaction fails as a whole").isBetween(400, 422);
    }

    private static String write(String method, String url, String resource) {
        return "{\"fullUrl\":\"urn:uuid:" + java.util.UUID.randomUUID() + "\","
                + (resource == null ? "" : "\"resource\":" + resource + ",")
                + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}";
    }

    @Test
    void controlHeadersOfHapiAreDropped() {
        String mine = kim.create(Records.condition(MAYA, "Z63.0"));
        String update = Records.withId(Records.condition(MAYA, "Z63.1"), mine + "/_history/1");
        Answer rewritten = kim.send(
                "PUT",
                mine,
                Records.withId(Records.condition(MAYA, "Z63.1"), mine),
                "X-Rewrite-History",
                "true",
                "X-Cascade",
                "delete",
                "X-Retry-On-Version-Conflict",
                "retry; max-retries=10000");
        assertThat(rewritten.status()).as(update).isEqualTo(200);
        assertThat(kim.get(mine + "/_history/1").body()).contains("Z63.0").doesNotContain("Z63.1");
        Answer forwarded = kim.get("/Condition?_count=1", "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil");
        assertThat(forwarded.body()).contains(server.fhir().toString()).doesNotContain("evil");
        Answer named = kim.get(CONDITION, "X-Request-ID", "chosen-by-the-caller");
        assertThat(named.requestId()).isNotEmpty().isNotEqualTo("chosen-by-the-caller");
        Answer override = kim.send("POST", CONDITION, "{}", "X-HTTP-Method-Override", "DELETE");
        assertThat(override.status()).isBetween(400, 405);
        assertThat(kim.get(CONDITION).status()).isEqualTo(200);
    }

    @Test
    void unknownSearchParameterIsNamed() {
        for (String name : new String[] {"patien", "nonsense", "Patient"}) {
            Answer answer = kim.get("/Condition?" + name + "=" + MAYA);
            refused(answer, 400, "SEARCH-001");
            assertThat(answer.diagnostics()).contains("parameter " + name + ".");
        }
        Answer lenient = kim.get("/Condition?patien=" + MAYA, "Prefer", "handling=lenient");
        assertThat(lenient.status())
                .as("an ignored parameter is an unfiltered answer")
                .isEqualTo(400);
    }

    @Test
    void bodyBeyondAMebibyteIsRefused() throws Exception {
        String large = Records.observation(MAYA, "75626-2", ",\"valueString\":\"" + "x".repeat(1 << 20) + "\"");
        refused(kim.send("POST", "/Observation", large), 413, "LIMIT-001");
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> chunked = chunked(new ByteArrayInputStream(bytes));
        assertThat(chunked.statusCode()).isEqualTo(413);
        String small = Records.observation(MAYA, "75626-2", ",\"valueString\":\"" + "x".repeat(1000) + "\"");
        assertThat(chunked(new ByteArrayInputStream(small.getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> chunked(InputStream body) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(server.fhir() + "/Observation"))
                                .header("Authorization", "Bearer " + kim.token())
                                .header("Content-Type", "application/fhir+json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void bundleOfMoreThanTwoHundredIsRefused() {
        String entry = "{\"request\":{\"method\":\"GET\",\"url\":\"" + CONDITION + "\"}}";
        refused(kim.send("POST", "/", bundle(entry, 201)), 413, "LIMIT-008");
        assertThat(kim.send("POST", "/", bundle(entry, 2)).status()).isEqualTo(200);
    }

    private static String bundle(String entry, int times) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                + String.join(",", java.util.Collections.nCopies(times, entry)) + "]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    _count=201 | LIMIT-006
                    _count=-1 | LIMIT-006
                    _count=100000 | LIMIT-006
                    _count=99999999999 | LIMIT-006
                    _include=* | SEARCH-004
                    _include=Observation:* | SEARCH-004
                    _revinclude=* | SEARCH-004
                    _include:iterate=* | SEARCH-004
                    _include=Observation:patient&_include=Observation:subject&_include=Observation:encounter&_include=Observation:performer&_include=Observation:device&_include=Observation:focus | LIMIT-007
                    a.b.c.d.e=x | LIMIT-004
                    _has:A:a:_has:B:b:_has:C:c:_has:D:d:e=x | LIMIT-004
                    _security=ETH | SEARCH-003
                    _tag=x | SEARCH-003
                    _profile=x | SEARCH-003
                    _source=x | SEARCH-003
                    _security:not=x | SEARCH-003
                    """)
    void searchesHaveLimits(String query, String code) {
        refused(kim.get("/Observation?" + query), 400, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient:Patient._security=x",
                "_has:Condition:patient:_security=x",
                "_has:Condition:patient:_tag=x",
                "encounter._profile=x",
                "_has:Condition:patient:_filter=x",
                "_contained=true",
                "_containedType=contained"
            })
    void labelsAreNoSearchParameterInAnyPlace(String query) {
        String type = query.startsWith("_has") ? "/Patient?" : "/Observation?";
        Answer answer = kim.get(type + query.replace(" ", "%20"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void alternativesAndParametersHaveLimits() {
        refused(kim.get("/Observation?code=" + "a,".repeat(51) + "a"), 400, "LIMIT-005");
        refused(kim.get("/Observation?" + "code=a&".repeat(21) + "code=a"), 400, "LIMIT-002");
        Answer form = kim.send(
                "POST", "/Observation/_search", "_count=100000", "Content-Type", "application/x-www-form-urlencoded");
        refused(form, 400, "LIMIT-006");
        Answer found = kim.send(
                "POST",
                "/Observation/_search",
                "patient=" + MAYA.replace("/", "%2F"),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.total()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/fhir+xml", "multipart/form-data", "x"})
    void otherContentTypesAreRefused(String type) {
        refused(
                kim.send("POST", "/Condition", Records.condition(MAYA, "Z63.0"), "Content-Type", type),
                415,
                "EDGE-005");
    }

    @Test
    void everyRefusalCarriesTheRequestsId() {
        for (Answer answer : new Answer[] {
            kim.get("/Condition/" + Records.NEVER),
            kim.get("/Condition?nonsense=1"),
            kim.get("/Condition?_count=201"),
            kim.get("/Nothing/1"),
            kim.get("/Basic"),
            kim.send("POST", "/Condition", "{"),
            kim.send("DELETE", CONDITION, null),
            kim.send("POST", "/Condition", "{}", "If-None-Exist", "x"),
            kim.get("/Condition/$nothing")
        }) {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(answer.requestId()).as(answer.body()).isNotEmpty();
            assertThat(answer.json().path("id").asText()).isEqualTo(answer.requestId());
        }
    }

    /** Beside the FHIR endpoint and before it too; what is asked without a token is on record under that id. */
    @Test
    void everyRefusalOfAnotherDoorCarriesAnIdToo() {
        for (String path : new String[] {
            "/fhir/" + CONDITION,
            "/documents/" + UUID.randomUUID(),
            "/devices?subject=x",
            "/exports/" + UUID.randomUUID()
        }) {
            for (String token : new String[] {"none", kim.token()}) {
                HttpResponse<String> answer =
                        server.send(HttpRequest.newBuilder(server.base().resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .method("GET", HttpRequest.BodyPublishers.noBody()));
                if (answer.statusCode() < 400) {
                    continue;
                }
                String id = answer.headers().firstValue("X-Request-ID").orElse("");
                assertThat(id).as(path + " " + answer.body()).isNotEmpty();
                assertThat(answer.body()).contains("\"id\":\"" + id + "\"");
                if (answer.statusCode() == 401) {
                    assertThat(new Journaled(server).of(id)).as(path).hasSize(1);
                }
            }
        }
    }

    @Test
    void nothingIsCachedOrSniffedAndNobodyIsNamed() {
        Answer answer = kim.get(CONDITION);
        assertThat(answer.headers().get("cache-control")).containsExactly("no-store");
        assertThat(answer.headers().get("x-content-type-options")).containsExactly("nosniff");
        assertThat(answer.headers().toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("hapi", "tomcat", "spring");
    }
}
