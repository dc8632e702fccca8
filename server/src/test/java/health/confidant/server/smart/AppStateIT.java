package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Client;
import health.confidant.server.authorization.Clients;
import health.confidant.server.authorization.Credentials;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an app keeps for its user, for a patient and for everybody (SMART App Launch 2.2, "Persisting App State"). */
class AppStateIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "lantern-orchid-68-velvet";
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String CLIENT = "state-" + UUID.randomUUID();
    private static final String STATES = "/smart/state/Basic";
    private static final String NOWHERE = STATES + "/" + UUID.randomUUID();
    private static final App BROWSER = new App(SERVER);

    private static String clinician;
    private static String operator;
    private static String patient;

    @BeforeAll
    static void signIn() {
        SERVER.bean(Clients.class)
                .create(Client.app(
                        CLIENT,
                        "Keeps settings",
                        App.REDIRECT,
                        Set.of("launch/patient", "user/Basic.cruds", "patient/Basic.cruds"),
                        Optional.empty(),
                        Purpose.TREAT));
        clinician = bearer("Practitioner/lee", Role.COUPLES_THERAPIST, "user/Basic.cruds");
        operator = bearer("Practitioner/berg", Role.OPERATOR, "user/Basic.cruds");
        patient = bearer("Patient/tomas", Role.PATIENT, "launch/patient patient/Basic.cruds");
    }

    /** A person of the world with an account of the test's own. */
    private static String bearer(String who, Role role, String scope) {
        String login = "k" + UUID.randomUUID();
        SERVER.bean(Accounts.class).create(login, PASSWORD, App.ref(who), Set.of(role));
        if (role != Role.PATIENT) {
            SERVER.bean(OneTimePasswords.class).enrol(login, SECRET);
        }
        App app = new App(SERVER);
        app.signIn(new Credentials(login, PASSWORD, role == Role.PATIENT ? Optional.empty() : Optional.of(SECRET)));
        String code = App.query(App.location(app.authorize(app.request(CLIENT, scope))))
                .get("code");
        JsonNode token = App.json(app.token(app.redemption(CLIENT, code)));
        return "Bearer " + token.path("access_token").asText();
    }

    private static ObjectNode state(String code, String subject) {
        ObjectNode state = JSON.createObjectNode().put("resourceType", "Basic");
        state.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", "https://app.example")
                .put("code", code);
        state.putArray("extension")
                .addObject()
                .put("url", "https://app.example/view")
                .put("valueString", "{}");
        if (!subject.isEmpty()) {
            state.putObject("subject").put("reference", SERVER.fhir() + "/" + App.ref(subject));
        }
        return state;
    }

    private static HttpResponse<String> post(JsonNode state, String bearer) {
        return BROWSER.postJson(STATES, state.toString(), "Authorization", bearer);
    }

    private static JsonNode kept(JsonNode state, String bearer) {
        HttpResponse<String> answer = post(state, bearer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
        assertThat(App.location(answer))
                .endsWith(STATES + "/" + App.json(answer).path("id").asText());
        return App.json(answer);
    }

    private static HttpResponse<String> get(String path, String bearer) {
        return BROWSER.get(path, "Authorization", bearer);
    }

    private static String path(JsonNode kept) {
        return STATES + "/" + kept.path("id").asText();
    }

    private static String search(String code, String subject) {
        return STATES + "?code=https://app.example%7C" + code
                + (subject.isEmpty() ? "&subject:missing=true" : "&subject=" + SERVER.fhir() + "/" + App.ref(subject));
    }

    private static int found(String search, String bearer) {
        HttpResponse<String> answer = get(search, bearer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer).path("total").asInt();
    }

    /** @param match the version, or null for a request without {@code If-Match} */
    private static HttpResponse<String> change(String method, String path, JsonNode body, String bearer, String match) {
        HttpRequest.Builder request = HttpRequest.newBuilder(BROWSER.at(path))
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (match != null) {
            request.header("If-Match", "W/\"" + match + "\"");
        }
        return BROWSER.send(request.build());
    }

    private static int put(JsonNode state, String bearer, String match) {
        return change("PUT", path(state), state, bearer, match).statusCode();
    }

    private static int delete(String path, String bearer, String match) {
        return change("DELETE", path, null, bearer, match).statusCode();
    }

    @Test
    void aStateIsForItsUserAndNobodyElse() {
        JsonNode state = kept(state("view", "Practitioner/lee"), clinician);
        assertThat(found(search("view", "Practitioner/lee"), clinician)).isEqualTo(1);
        assertThat(App.json(get(path(state), clinician))
                        .at("/subject/reference")
                        .asText())
                .isEqualTo(SERVER.fhir() + "/" + App.ref("Practitioner/lee"));
        assertThat(get(path(state), operator).statusCode()).isEqualTo(404);
        assertThat(get(search("view", "Practitioner/lee"), operator).statusCode())
                .isEqualTo(403);
        assertThat(get(path(state), "Bearer " + SERVER.token("lee")).statusCode())
                .as("the same person's other app")
                .isEqualTo(404);
        assertThat(put(state, operator, "1")).isEqualTo(412);
        assertThat(post(state("view", "Practitioner/lee"), operator).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatHasNoSubjectIsForAllUsersAndChangedByAnOperator() {
        assertThat(post(state("house", ""), clinician).statusCode()).isEqualTo(403);
        JsonNode state = kept(state("house", ""), operator);
        assertThat(state.has("subject")).isFalse();
        assertThat(found(search("house", ""), clinician)).isEqualTo(1);
        assertThat(get(path(state), clinician).statusCode()).isEqualTo(200);
        assertThat(put(state, clinician, "1")).isEqualTo(403);
        assertThat(delete(path(state), clinician, "1")).isEqualTo(403);
        assertThat(put(state, operator, "1")).isEqualTo(200);
        assertThat(get(search("house", ""), patient).statusCode())
                .as("a patient/ scope is about the patient")
                .isEqualTo(403);
        assertThat(get(path(state), patient).statusCode()).isEqualTo(403);
        assertThat(get(search("house", "").replace("true", "false"), operator).statusCode())
                .as("neither a subject nor the lack of one")
                .isEqualTo(403);
    }

    @Test
    void aPatientsAppKeepsStateForThePatient() {
        JsonNode state = kept(state("keys", "Patient/tomas"), patient);
        assertThat(put(state, patient, "1")).isEqualTo(200);
        assertThat(found(search("keys", "Patient/tomas"), patient)).isEqualTo(1);
        assertThat(post(state("keys", "Patient/maya"), patient).statusCode()).isEqualTo(403);
    }

    @Test
    void aChangeNamesTheVersionAndLeavesCodeAndSubject() {
        JsonNode state = kept(state("edit", "Practitioner/lee"), clinician);
        assertThat(put(state, clinician, null)).isEqualTo(412);
        assertThat(put(state, clinician, "7")).isEqualTo(412);
        ObjectNode other =
                state("other", "Practitioner/lee").put("id", state.path("id").asText());
        assertThat(put(other, clinician, "1")).as("the code").isEqualTo(412);
        ObjectNode global = state("edit", "").put("id", state.path("id").asText());
        assertThat(put(global, clinician, "1")).as("the subject").isEqualTo(412);
        assertThat(change("PUT", path(state), state("edit", "Practitioner/lee"), clinician, "1")
                        .statusCode())
                .as("the id")
                .isEqualTo(400);
        ObjectNode changed = state.deepCopy();
        ((ObjectNode) changed.at("/extension/0")).put("valueString", "dark");
        HttpResponse<String> answer = change("PUT", path(state), changed, clinician, "1");
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"2\"");
        JsonNode read = App.json(get(path(state), clinician));
        assertThat(read.at("/extension/0/valueString").asText()).isEqualTo("dark");
        assertThat(read.at("/meta/versionId").asText()).isEqualTo("2");
    }

    /** "Servers SHALL process any subsequent requests about this Basic.id as a failed precondition." */
    @Test
    void whatIsDeletedStaysAFailedPrecondition() {
        JsonNode state = kept(state("gone", "Practitioner/lee"), clinician);
        assertThat(delete(path(state), clinician, null)).isEqualTo(412);
        assertThat(delete(path(state), clinician, "2")).isEqualTo(412);
        assertThat(delete(path(state), clinician, "1")).isEqualTo(204);
        assertThat(delete(path(state), clinician, "1")).isEqualTo(412);
        assertThat(put(state, clinician, "1")).isEqualTo(412);
        assertThat(get(path(state), clinician).statusCode()).isEqualTo(404);
        assertThat(found(search("gone", "Practitioner/lee"), clinician)).isZero();
        assertThat(delete(NOWHERE, clinician, "1")).as("what never was").isEqualTo(412);
    }

    @Test
    void aStateHasTwoHundredAndFiftySixKilobytesAndNoMore() {
        ObjectNode state = state("large", "Practitioner/lee");
        ObjectNode extension = (ObjectNode) state.at("/extension/0");
        int room = 262_144 - state.toString().length() + 2;
        extension.put("valueString", "x".repeat(room));
        assertThat(state.toString()).hasSize(262_144);
        JsonNode kept = kept(state, clinician);
        assertThat(App.json(get(path(kept), clinician))
                        .at("/extension/0/valueString")
                        .asText())
                .hasSize(room);
        extension.put("valueString", "x".repeat(room + 1));
        assertThat(post(state, clinician).statusCode()).isEqualTo(413);
    }

    @Test
    void aStateHasOneCodeAndStrings() {
        ObjectNode two = state("one", "Practitioner/lee");
        two.withObject("/code").withArray("coding").addObject().put("code", "two");
        assertThat(post(two, clinician).statusCode()).isEqualTo(422);
        ObjectNode number = state("one", "Practitioner/lee");
        number.withArray("extension")
                .addObject()
                .put("url", "https://app.example/n")
                .put("valueInteger", 1);
        assertThat(post(number, clinician).statusCode()).isEqualTo(422);
        ObjectNode named = state("one", "Practitioner/lee");
        named.putObject("subject").put("display", "nobody");
        assertThat(post(named, clinician).statusCode()).isEqualTo(403);
        assertThat(BROWSER.postJson(STATES, "[", "Authorization", clinician).statusCode())
                .isEqualTo(400);
    }
}
