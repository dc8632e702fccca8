package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Launches, consent, refresh and revocation, by people of the demo world with the registered test apps. */
class LaunchIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PATIENT_SCOPES =
            "openid fhirUser launch/patient offline_access patient/Patient.rs patient/Observation.rs patient/Condition.rs";

    private static App maya;
    private static App kim;

    @BeforeAll
    static void signIn() {
        maya = new App(SERVER);
        maya.signIn("maya");
        kim = new App(SERVER);
        kim.signIn("kim");
    }

    private static String id(String reference) {
        return App.id(reference);
    }

    private static int fhir(JsonNode token, String path) {
        return SERVER.send(token.path("access_token").asText(), "GET", path, null)
                .statusCode();
    }

    @Test
    void aPatientSeesInPlainWordsWhatIsAskedAndUnticksWhatSheKeeps() {
        Map<String, String> request = maya.request("test-public", PATIENT_SCOPES);
        String page = maya.consentPage(request);
        assertThat(page)
                .contains("Test app, public", "Read: measurements, test results and answers")
                .contains("Stay connected when you are away");
        App.Form form = App.form(page, "/oauth2/authorize");
        form.untick("patient/Condition.rs");
        form.untick("offline_access");
        Map<String, String> answer = App.query(App.location(maya.submit(form)));
        assertThat(answer).containsEntry("state", request.get("state"));
        JsonNode token = App.json(maya.token(maya.redemption("test-public", answer.get("code"))));
        assertThat(token.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder(
                        "openid", "fhirUser", "launch/patient", "patient/Patient.rs", "patient/Observation.rs");
        assertThat(token.has("refresh_token")).isFalse();
        assertThat(token.path("patient").asText()).isEqualTo(id("Patient/maya"));
        assertThat(fhir(token, "/Observation?_summary=count")).isEqualTo(200);
        assertThat(fhir(token, "/Condition?_summary=count")).isEqualTo(403);
    }

    @Test
    void aRefusalComesBackAsAccessDeniedWithItsState() {
        Map<String, String> request = maya.request("test-public", PATIENT_SCOPES);
        App.Form deny = App.forms(maya.consentPage(request)).stream()
                .filter(form -> form.action().equals("/oauth2/authorize")
                        && form.field("scope").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(App.query(App.location(maya.submit(deny))))
                .containsEntry("error", "access_denied")
                .containsEntry("state", request.get("state"))
                .doesNotContainKey("code");
    }

    @Test
    void aFormCannotAddAScopeThatWasNotAskedFor() {
        App.Form form = App.form(
                maya.consentPage(maya.request("test-public", "launch/patient patient/Patient.rs")),
                "/oauth2/authorize");
        form.fields().add(Map.entry("scope", "patient/Observation.rs"));
        assertThat(App.query(App.location(maya.submit(form)))).containsEntry("error", "invalid_scope");
    }

    @Test
    void theIdTokenIsSignedWithAPublishedKeyAndNamesTheUser() throws Exception {
        JsonNode token = maya.launch("test-public", PATIENT_SCOPES + " profile");
        SignedJWT jwt = SignedJWT.parse(token.path("id_token").asText());
        JWKSet keys = JWKSet.parse(maya.get("/oauth2/jwks").body());
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        String user = SERVER.fhir() + "/" + App.ref("Patient/maya");
        assertThat(jwt.getJWTClaimsSet().getStringClaim("fhirUser")).isEqualTo(user);
        JsonNode info = App.json(maya.get(
                "/userinfo",
                "Authorization",
                "Bearer " + token.path("access_token").asText()));
        assertThat(info.path("fhirUser").asText()).isEqualTo(user);
        assertThat(info.path("sub").asText()).isEqualTo(jwt.getJWTClaimsSet().getSubject());
    }

    @Test
    void aRefreshTokenIsExchangedAndTheOldOneEndsEverythingIfItComesAgain() {
        JsonNode first = maya.launch("test-public", PATIENT_SCOPES);
        JsonNode second =
                App.json(maya.refresh("test-public", first.path("refresh_token").asText()));
        assertThat(second.path("refresh_token").asText())
                .isNotEmpty()
                .isNotEqualTo(first.path("refresh_token").asText());
        assertThat(second.path("patient").asText()).isEqualTo(id("Patient/maya"));
        assertThat(fhir(second, "/Patient?_summary=count")).isEqualTo(200);
        assertThat(maya.refresh("test-public", first.path("refresh_token").asText())
                        .body())
                .contains("invalid_grant");
        assertThat(maya.refresh("test-public", second.path("refresh_token").asText())
                        .body())
                .contains("invalid_grant");
        assertThat(fhir(second, "/Patient?_summary=count")).isEqualTo(401);
    }

    @Test
    void aRefreshMayAskForLessAndNeverForMore() {
        JsonNode token = maya.launch("test-public", PATIENT_SCOPES);
        HttpResponse<String> more = maya.token(Map.of(
                "grant_type", "refresh_token",
                "refresh_token", token.path("refresh_token").asText(),
                "client_id", "test-public",
                "scope", "patient/*.rs"));
        assertThat(more.body()).contains("invalid_scope");
        JsonNode less = App.json(maya.token(Map.of(
                "grant_type", "refresh_token",
                "refresh_token", token.path("refresh_token").asText(),
                "client_id", "test-public",
                "scope", "patient/Patient.rs")));
        assertThat(less.path("scope").asText()).isEqualTo("patient/Patient.rs");
        assertThat(fhir(less, "/Observation?_summary=count")).isEqualTo(403);
    }

    /** Requirement 80. */
    @Test
    void aRefreshTokenLivesForMoreThanThreeMonths() {
        JsonNode token = maya.launch("test-public", PATIENT_SCOPES);
        assertThat(token.path("refresh_token").asText()).isNotEmpty();
        Integer days = SERVER.administrator()
                .queryForObject(
                        "select extract(day from max(expires_at) - now())::int from confidant.authorization_token"
                                + " where kind = 'refresh_token'",
                        Integer.class);
        assertThat(days).isGreaterThanOrEqualTo(93);
    }

    @Test
    void onlineAccessEndsWithTheSessionAndOfflineAccessDoesNot() {
        App person = new App(SERVER);
        person.signIn("daniel");
        JsonNode online = person.launch("test-public", "launch/patient online_access patient/Patient.rs");
        JsonNode offline = person.launch("test-public", "launch/patient offline_access patient/Patient.rs");
        online = App.json(
                person.refresh("test-public", online.path("refresh_token").asText()));
        assertThat(fhir(online, "/Patient?_summary=count")).isEqualTo(200);
        person.submit(App.form(person.get("/account").body(), "/logout"));
        assertThat(person.get("/account").statusCode()).isEqualTo(302);
        assertThat(fhir(online, "/Patient?_summary=count")).isEqualTo(401);
        assertThat(person.refresh("test-public", online.path("refresh_token").asText())
                        .body())
                .contains("invalid_grant");
        assertThat(fhir(offline, "/Patient?_summary=count")).isEqualTo(200);
        assertThat(person.refresh("test-public", offline.path("refresh_token").asText())
                        .statusCode())
                .isEqualTo(200);
    }

    /** Requirement 80. */
    @Test
    void aPatientDisconnectsAnAppAndItIsOutAtOnce() {
        App person = new App(SERVER);
        person.signIn("priya");
        JsonNode token = person.launch("test-public", PATIENT_SCOPES);
        assertThat(fhir(token, "/Patient?_summary=count")).isEqualTo(200);
        String page = person.get("/account").body();
        assertThat(page).contains("Test app, public", "You are signed in as");
        App.Form disconnect = App.form(page, "/account/disconnect");
        assertThat(person.submit(disconnect).statusCode()).isEqualTo(303);
        assertThat(fhir(token, "/Patient?_summary=count")).isEqualTo(401);
        assertThat(person.refresh("test-public", token.path("refresh_token").asText())
                        .body())
                .contains("invalid_grant");
    }

    @Test
    void aClientRevokesItsOwnTokens() {
        JsonNode token = maya.launch("test-public", PATIENT_SCOPES);
        String refresh = token.path("refresh_token").asText();
        assertThat(maya.post("/oauth2/revoke", Map.of("client_id", "test-public", "token", refresh))
                        .statusCode())
                .isEqualTo(200);
        assertThat(fhir(token, "/Patient?_summary=count")).isEqualTo(401);
        assertThat(maya.refresh("test-public", refresh).body()).contains("invalid_grant");
    }

    @Test
    void theLauncherShowsWhomTheClinicianSeesAndLaunchesOnce() {
        String apps = kim.get("/launcher").body();
        assertThat(apps).contains("Test app, public");
        String patients = kim.get("/launcher?app=test-public").body();
        assertThat(patients).contains(App.ref("Patient/maya")).doesNotContain(App.ref("Patient/priya"));
        String chosen = kim.get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                .body();
        App.Form open = App.form(chosen, "/launcher");
        assertThat(open.html()).contains(App.ref("Encounter/maya-individual-1"));
        open.set("encounter", App.ref("Encounter/maya-individual-1"));
        String launch = App.location(kim.submit(open));
        assertThat(launch).startsWith("http://localhost:4567/custom/smart/launch?");
        Map<String, String> opened = App.query(launch);
        assertThat(opened).containsEntry("iss", SERVER.fhir().toString());

        Map<String, String> request = kim.request(
                "test-public", "openid fhirUser launch launch/encounter patient/Patient.rs patient/Observation.rs");
        request.put("launch", opened.get("launch"));
        JsonNode token = App.json(
                kim.token(kim.redemption("test-public", kim.allowed(request).get("code"))));
        assertThat(token.path("patient").asText()).isEqualTo(id("Patient/maya"));
        assertThat(token.path("encounter").asText()).isEqualTo(id("Encounter/maya-individual-1"));
        assertThat(token.path("scope").asText()).contains("launch/encounter");
        assertThat(token.path("need_patient_banner").asBoolean()).isTrue();
        assertThat(kim.get(token.path("smart_style_url").asText()).body()).contains("color_background");
        assertThat(fhir(token, "/Observation/" + id("Observation/maya-drinks"))).isEqualTo(200);
        assertThat(fhir(token, "/Observation/" + id("Observation/tomas-drinks")))
                .isEqualTo(404);

        request.put("state", "again");
        assertThat(App.query(App.location(kim.authorize(request)))).containsEntry("error", "invalid_request");
    }

    @Test
    void aLaunchIsForItsClinicianAndItsAppAlone() {
        App.Form open = App.form(
                kim.get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                        .body(),
                "/launcher");
        String launch = App.query(App.location(kim.submit(open))).get("launch");
        Map<String, String> other = maya.request("test-public", "launch patient/Patient.rs");
        other.put("launch", launch);
        assertThat(App.query(App.location(maya.authorize(other)))).containsEntry("error", "invalid_request");
        Map<String, String> app = kim.request("test-symmetric", "launch patient/Patient.rs");
        app.put("launch", launch);
        assertThat(App.query(App.location(kim.authorize(app)))).containsEntry("error", "invalid_request");
    }

    @Test
    void nobodyIsLaunchedForAPatientTheyDoNotSee() {
        App.Form open = App.form(
                kim.get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                        .body(),
                "/launcher");
        open.set("patient", App.ref("Patient/priya"));
        assertThat(kim.submit(open).statusCode()).isEqualTo(400);
        assertThat(maya.get("/launcher").statusCode()).isEqualTo(303);
    }

    @Test
    void thePickerShowsWhomTheUserSeesAndTakesNobodyElse() {
        Map<String, String> request = kim.request("test-public", "launch/patient patient/Patient.rs");
        String page = kim.consentPage(request);
        assertThat(page).contains(App.ref("Patient/maya")).doesNotContain(App.ref("Patient/priya"));
        App.Form choice = App.forms(page).stream()
                .filter(form -> form.field("patient").equals(App.ref("Patient/maya")))
                .findFirst()
                .orElseThrow();
        App.Form forged = App.forms(page).stream()
                .filter(form -> form.action().equals("/oauth2/consent/patient"))
                .findFirst()
                .orElseThrow();
        forged.set("patient", App.ref("Patient/priya"));
        assertThat(kim.submit(forged).statusCode()).isEqualTo(400);
        String consent = kim.get(App.location(kim.submit(choice))).body();
        Map<String, String> answer = App.query(App.location(kim.submit(App.form(consent, "/oauth2/authorize"))));
        JsonNode token = App.json(kim.token(kim.redemption("test-public", answer.get("code"))));
        assertThat(token.path("patient").asText()).isEqualTo(id("Patient/maya"));
    }

    /** No page lets a visit be chosen, so that no token says that one was. */
    @Test
    void aVisitIsNotOfferedWhereNoneCanBeChosen() {
        Map<String, String> request = maya.request("test-public", "launch/patient launch/encounter patient/Patient.rs");
        String page = maya.consentPage(request);
        assertThat(page).contains("not offered here:", "know which visit it is about");
        App.Form form = App.form(page, "/oauth2/authorize");
        assertThat(form.fields()).doesNotContain(Map.entry("scope", "launch/encounter"));
        String code = App.query(App.location(maya.submit(form))).get("code");
        JsonNode token = App.json(maya.token(maya.redemption("test-public", code)));
        assertThat(token.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder("launch/patient", "patient/Patient.rs");
        assertThat(token.has("encounter")).isFalse();
        App.Form added = App.form(maya.consentPage(request), "/oauth2/authorize");
        added.fields().add(Map.entry("scope", "launch/encounter"));
        assertThat(App.query(App.location(maya.submit(added)))).containsEntry("error", "invalid_scope");
        assertThat(maya.consentPage(maya.request("test-public", "launch/patient patient/Patient.rs")))
                .doesNotContain("not offered here:");
    }

    @Test
    void aVisitIsNotOfferedInALaunchFromNone() {
        App.Form open = App.form(
                kim.get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                        .body(),
                "/launcher");
        open.set("encounter", "");
        Map<String, String> request = kim.request("test-public", "launch launch/encounter patient/Patient.rs");
        request.put("launch", App.query(App.location(kim.submit(open))).get("launch"));
        JsonNode token = App.json(
                kim.token(kim.redemption("test-public", kim.allowed(request).get("code"))));
        assertThat(token.path("patient").asText()).isEqualTo(id("Patient/maya"));
        assertThat(token.path("scope").asText().split(" ")).containsExactlyInAnyOrder("launch", "patient/Patient.rs");
    }

    /** Requirement 76. */
    @Test
    void aPostedAuthorizationRequestIsServedLikeOneByGet() {
        Map<String, String> request = maya.request("test-public", PATIENT_SCOPES);
        HttpResponse<String> posted = maya.post("/oauth2/authorize", request);
        assertThat(posted.statusCode()).isEqualTo(303);
        String consent = App.location(maya.get(App.location(posted)));
        assertThat(maya.get(consent).body()).contains("Test app, public");
    }

    /** Requirement 79. */
    @Test
    void aConfidentialAppProvesItselfAndIntrospects() {
        String secret = SERVER.credentials("test-symmetric").password();
        Map<String, String> request = maya.request("test-symmetric", PATIENT_SCOPES);
        Map<String, String> form =
                maya.redemption("test-symmetric", maya.allowed(request).get("code"));
        form.remove("client_id");
        assertThat(maya.token(form, "Authorization", App.basic("test-symmetric", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        JsonNode token = App.json(maya.token(form, "Authorization", App.basic("test-symmetric", secret)));
        JsonNode told = App.json(maya.post(
                "/oauth2/introspect",
                Map.of("token", token.path("access_token").asText()),
                "Authorization",
                App.basic("test-symmetric", secret)));
        assertThat(told.path("active").asBoolean()).isTrue();
        assertThat(told.path("scope").asText()).contains("patient/Observation.rs");
        assertThat(told.path("client_id").asText()).isEqualTo("test-symmetric");
        assertThat(told.path("exp").isIntegralNumber()).isTrue();
        assertThat(told.path("patient").asText()).isEqualTo(id("Patient/maya"));
        assertThat(told.path("fhirUser").asText()).endsWith(App.ref("Patient/maya"));
        JsonNode others = App.json(maya.post(
                "/oauth2/introspect",
                Map.of("token", SERVER.token("kim")),
                "Authorization",
                App.basic("test-symmetric", secret)));
        assertThat(others.path("active").asBoolean())
                .as("registered to introspect")
                .isTrue();
        JsonNode refreshed = App.json(maya.token(
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token.path("refresh_token").asText()),
                "Authorization",
                App.basic("test-symmetric", secret)));
        assertThat(fhir(refreshed, "/Patient?_summary=count")).isEqualTo(200);
        assertThat(maya.refresh(
                                "test-symmetric",
                                refreshed.path("refresh_token").asText())
                        .statusCode())
                .as("a secret is not optional")
                .isEqualTo(401);
    }

    @Test
    void anAppThatAsksToBeRegisteredWaitsForTheOperator() {
        App outside = new App(SERVER);
        HttpResponse<String> asked = outside.postJson(
                "/oauth2/register",
                """
                {"client_name":"Diary","redirect_uris":["https://diary.example/back"],"token_endpoint_auth_method":"none",
                 "grant_types":["authorization_code"],"scope":"launch/patient patient/Observation.rs"}
                """);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        String id = App.json(asked).path("client_id").asText();
        Map<String, String> request = maya.request(id, "launch/patient patient/Observation.rs");
        request.put("redirect_uri", "https://diary.example/back");
        assertThat(maya.authorize(request).statusCode()).isEqualTo(400);
        assertThat(maya.get("/operator/clients").statusCode()).isEqualTo(404);
        App berg = new App(SERVER);
        berg.signIn("berg");
        App.Form decide = App.forms(berg.get("/operator/clients").body()).stream()
                .filter(form -> form.field("client").equals(id))
                .findFirst()
                .orElseThrow();
        decide.set("purpose", "PATRQT");
        decide.set("decision", "approve");
        assertThat(App.location(berg.submit(decide))).isEqualTo("/operator/clients?done");
        assertThat(maya.consentPage(request)).contains("Diary");
        String code = maya.allowed(request).get("code");
        Map<String, String> redemption = maya.redemption(id, code);
        redemption.put("redirect_uri", "https://diary.example/back");
        String token = App.json(maya.token(redemption)).path("access_token").asText();
        String survey = "/" + App.ref("Observation/maya-audit-c");
        assertThat(SERVER.send(token, "GET", survey, null).statusCode()).isEqualTo(200);
        close(berg, id, "close");
        assertThat(SERVER.send(token, "GET", survey, null).statusCode()).isEqualTo(401);
        assertThat(maya.authorize(request).statusCode()).isEqualTo(400);
        close(berg, id, "open");
        assertThat(SERVER.send(token, "GET", survey, null).statusCode()).isEqualTo(200);
        App.Form foreign = App.form(berg.get("/operator/clients").body(), "/operator/clients/disable");
        assertThat(maya.submit(foreign).statusCode()).as("another's form").isEqualTo(403);
        for (String wrong : List.of(
                "{\"redirect_uris\":[\"http://diary.example/back\"],\"scope\":\"patient/*.rs\"}",
                "{\"redirect_uris\":[\"https://diary.example/back\"],\"scope\":\"everything\"}",
                "{\"redirect_uris\":[],\"scope\":\"patient/*.rs\"}")) {
            assertThat(outside.postJson("/oauth2/register", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private static void close(App operator, String client, String decision) {
        App.Form form = App.forms(operator.get("/operator/clients").body()).stream()
                .filter(it -> it.action().equals("/operator/clients/disable"))
                .filter(it -> it.field("client").equals(client))
                .findFirst()
                .orElseThrow();
        form.set("decision", decision);
        assertThat(App.location(operator.submit(form))).isEqualTo("/operator/clients?done");
    }

    /** Requirement 35. */
    @Test
    void aPortalOfOneTrackNeverOpensTheOther() {
        String individual = SERVER.token("maya", "individual-portal");
        String couples = SERVER.token("maya", "couples-portal");
        assertThat(audience(individual)).isEqualTo(SERVER.base() + "/portal/individual");
        assertThat(audience(couples)).isEqualTo(SERVER.base() + "/portal/couples");
        String note = "/Observation/" + id("Observation/maya-couples-satisfaction");
        String drinks = "/Observation/" + id("Observation/maya-drinks");
        assertThat(SERVER.send(couples, "GET", note, null).statusCode()).isEqualTo(200);
        assertThat(SERVER.send(individual, "GET", note, null).statusCode()).isEqualTo(404);
        assertThat(SERVER.send(individual, "GET", drinks, null).statusCode()).isEqualTo(200);
        assertThat(SERVER.send(couples, "GET", drinks, null).statusCode()).isEqualTo(404);
        SERVER.administrator()
                .update("update confidant.client set portal = 'individual' where client_id = 'couples-portal'");
        try {
            assertThat(SERVER.send(couples, "GET", drinks, null).statusCode())
                    .as("the audience is the other portal's")
                    .isEqualTo(401);
        } finally {
            SERVER.administrator()
                    .update("update confidant.client set portal = 'couples' where client_id = 'couples-portal'");
        }
    }

    private static String audience(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getAudience().get(0);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
