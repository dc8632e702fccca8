package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the checks share: a patient's and a clinician's app, each signed in and launched once, and what they were given. */
final class Probe {
    static final String OBSERVATION = "http://terminology.hl7.org/CodeSystem/observation-category|";
    static final String SCOPES =
            "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Observation.rs patient/Condition.rs";

    /** A token lives for five minutes. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    final TestServer server;
    final App maya;
    final App kim;
    final Map<String, JsonNode> kept = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> elenas = new LinkedHashMap<>();
    private Instant launchedAt = Instant.EPOCH;

    Probe(TestServer server) {
        this.server = server;
        this.maya = new App(server);
        this.kim = new App(server);
    }

    JsonNode json(String path) {
        HttpResponse<String> answer = maya.get(path, "Accept", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer);
    }

    JsonNode smart() {
        return json("/fhir/.well-known/smart-configuration");
    }

    /** One standalone launch for all checks of its answer. */
    JsonNode launched() {
        return kept.computeIfAbsent("standalone", key -> {
            maya.signIn("maya");
            return maya.launch("test-public", SCOPES);
        });
    }

    /** The patient whose record has what US Core asks for; again when the token is about to end. */
    JsonNode launchedByElena() {
        if (launchedAt.plus(FRESH).isBefore(Instant.now())) {
            kept.remove("elena");
            launchedAt = Instant.now();
        }
        return kept.computeIfAbsent("elena", key -> {
            App elena = new App(server);
            elena.signIn("elena");
            return elena.launch("test-public", "launch/patient openid fhirUser patient/*.rs");
        });
    }

    /** Her records of a profile, asked for once. */
    List<JsonNode> elenas(CoreProfile profile) {
        return elenas.computeIfAbsent(profile.name(), name -> asked(profile));
    }

    private List<JsonNode> asked(CoreProfile profile) {
        JsonNode token = launchedByElena();
        String search =
                profile.search().replace("{patient}", token.path("patient").asText());
        HttpResponse<String> answer = fhir(token, "/" + search);
        assertThat(answer.statusCode()).as(search + " " + answer.body()).isEqualTo(200);
        return StreamSupport.stream(App.json(answer).path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asText().equals(profile.type()))
                .toList();
    }

    JsonNode launchedByClinician() {
        return kept.computeIfAbsent("ehr", key -> {
            kim.signIn("kim");
            App.Form open = App.form(
                    kim.get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                            .body(),
                    "/launcher");
            open.set("encounter", App.ref("Encounter/maya-individual-1"));
            Map<String, String> opened = App.query(App.location(kim.submit(open)));
            Map<String, String> request = kim.request(
                    "test-public",
                    "launch openid fhirUser offline_access user/Patient.rs user/Observation.rs user/Encounter.rs");
            request.put("launch", opened.get("launch"));
            return App.json(
                    kim.token(kim.redemption("test-public", kim.allowed(request).get("code"))));
        });
    }

    HttpResponse<String> fhir(JsonNode token, String path) {
        return server.send(token.path("access_token").asText(), "GET", path, null);
    }

    HttpResponse<String> preflight(String path, String method) {
        return maya.send(HttpRequest.newBuilder(maya.at(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .build());
    }

    void open(String path, String method) {
        assertThat(preflight(path, method).headers().firstValue("Access-Control-Allow-Origin"))
                .as(path)
                .contains("*");
    }

    SignedJWT idToken() throws Exception {
        return SignedJWT.parse(launched().path("id_token").asText());
    }

    JsonNode launch(String scopes) {
        launched();
        return maya.launch("test-public", scopes);
    }

    JsonNode introspected(String token) {
        return App.json(maya.post(
                "/oauth2/introspect",
                Map.of("token", token),
                "Authorization",
                App.basic("test-symmetric", server.credentials("test-symmetric").password())));
    }

    App signedIn() {
        launched();
        return maya;
    }
}
