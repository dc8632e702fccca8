package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.TestServer;
import health.confidant.server.authorization.TokenCommand;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checks of the public suites (Inferno's SMART App Launch 2.2, US Core 6.1 and ONC (g)(10) kits), restated from the
 * specifications that they rest on; each has the title that it has there, so that one can be laid beside the other.
 */
final class Conformance {
    static final String SMART = "SMART App Launch 2.2";
    static final String G10 = "ONC (g)(10)";
    static final String CORE = "US Core 6.1";

    private static final String OBSERVATION = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final String SCOPES =
            "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Observation.rs patient/Condition.rs";

    interface Body {
        void run() throws Exception;
    }

    record Check(String suite, String title, Body body) {}

    private final TestServer server;
    private final App maya;
    private final App kim;
    private final Map<String, JsonNode> kept = new LinkedHashMap<>();

    Conformance(TestServer server) {
        this.server = server;
        this.maya = new App(server);
        this.kim = new App(server);
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        discovery(checks);
        standalone(checks);
        ehr(checks);
        openId(checks);
        refresh(checks);
        introspection(checks);
        backend(checks);
        g10(checks);
        core(checks);
        return checks;
    }

    private static void add(List<Check> checks, String suite, String title, Body body) {
        checks.add(new Check(suite, title, body));
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = maya.get(path, "Accept", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return App.json(answer);
    }

    private JsonNode smart() {
        return json("/fhir/.well-known/smart-configuration");
    }

    /** One standalone launch for all checks of its answer. */
    private JsonNode launched() {
        return kept.computeIfAbsent("standalone", key -> {
            maya.signIn("maya");
            return maya.launch("test-public", SCOPES);
        });
    }

    private JsonNode launchedByClinician() {
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

    private HttpResponse<String> fhir(JsonNode token, String path) {
        return server.send(token.path("access_token").asText(), "GET", path, null);
    }

    private HttpResponse<String> preflight(String path, String method) {
        return maya.send(HttpRequest.newBuilder(maya.at(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .build());
    }

    private void open(String path, String method) {
        assertThat(preflight(path, method).headers().firstValue("Access-Control-Allow-Origin"))
                .as(path)
                .contains("*");
    }

    private void discovery(List<Check> checks) {
        add(checks, SMART, "FHIR server makes SMART configuration available from well-known endpoint", () -> {
            HttpResponse<String> answer =
                    maya.get("/fhir/.well-known/smart-configuration", "Accept", "application/json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        });
        add(checks, SMART, "Well-known configuration contains required fields", () -> {
            JsonNode smart = smart();
            for (String field : List.of("issuer", "jwks_uri", "authorization_endpoint", "token_endpoint")) {
                assertThat(URI.create(smart.path(field).asText()).isAbsolute())
                        .as(field)
                        .isTrue();
            }
            assertThat(smart.path("grant_types_supported").toString())
                    .contains("authorization_code", "client_credentials", "refresh_token");
            assertThat(smart.path("code_challenge_methods_supported").toString())
                    .isEqualTo("[\"S256\"]");
            assertThat(smart.path("capabilities").toString())
                    .contains(
                            "launch-ehr",
                            "launch-standalone",
                            "authorize-post",
                            "client-public",
                            "client-confidential-symmetric",
                            "client-confidential-asymmetric",
                            "sso-openid-connect",
                            "context-banner",
                            "context-style",
                            "context-ehr-patient",
                            "context-ehr-encounter",
                            "context-standalone-patient",
                            "permission-offline",
                            "permission-online",
                            "permission-patient",
                            "permission-user",
                            "permission-v1",
                            "permission-v2");
        });
        add(checks, SMART, "Well-known configuration contains recommended fields", () -> {
            JsonNode smart = smart();
            for (String field : List.of(
                    "scopes_supported",
                    "response_types_supported",
                    "management_endpoint",
                    "introspection_endpoint",
                    "revocation_endpoint",
                    "registration_endpoint",
                    "token_endpoint_auth_methods_supported",
                    "token_endpoint_auth_signing_alg_values_supported",
                    "user_access_brand_bundle",
                    "associated_endpoints")) {
                assertThat(smart.has(field)).as(field).isTrue();
            }
            assertThat(smart.path("token_endpoint_auth_signing_alg_values_supported")
                            .toString())
                    .contains("RS384", "ES384");
        });
        add(checks, SMART, "SMART Well-known endpoint enables Cross-Origin Resource Sharing (CORS)", () -> {
            HttpResponse<String> answer =
                    maya.get("/fhir/.well-known/smart-configuration", "Origin", "https://app.example");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            open("/fhir/.well-known/smart-configuration", "GET");
        });
        add(checks, SMART, "SMART metadata Endpoint Enables Cross-Origin Resource Sharing (CORS)", () -> {
            open("/fhir/metadata", "GET");
            open("/fhir/Patient", "GET");
        });
        add(checks, SMART, "SMART Token Endpoint Enables Cross-Origin Resource Sharing (CORS)", () -> {
            open("/oauth2/token", "POST");
            assertThat(preflight("/oauth2/authorize", "POST").headers().firstValue("Access-Control-Allow-Origin"))
                    .as("a page with a session is for no script of another origin")
                    .isEmpty();
        });
        add(checks, SMART, "Conformance/CapabilityStatement provides OAuth 2.0 endpoints", () -> {
            JsonNode security = json("/fhir/metadata").at("/rest/0/security");
            assertThat(security.path("service").toString()).contains("SMART-on-FHIR");
            assertThat(security.path("extension").toString())
                    .contains(
                            smart().path("authorization_endpoint").asText(),
                            smart().path("token_endpoint").asText());
        });
        add(checks, SMART, "User-access brand bundle is valid and names the endpoint", () -> {
            JsonNode bundle = App.json(
                    maya.get(smart().path("user_access_brand_bundle").asText(), "Origin", "https://app.example"));
            assertThat(bundle.path("type").asText()).isEqualTo("collection");
            assertThat(bundle.has("timestamp")).isTrue();
            assertThat(bundle.toString())
                    .contains("organization-portal", server.fhir().toString());
        });
    }

    private void standalone(List<Check> checks) {
        add(checks, SMART, "OAuth server redirects client browser to app redirect URI", () -> assertThat(
                        launched().path("access_token").asText())
                .isNotEmpty());
        add(
                checks,
                SMART,
                "Inferno client app receives code parameter and correct state parameter from OAuth server at redirect URI",
                () -> {
                    launched();
                    Map<String, String> request = maya.request("test-public", SCOPES);
                    assertThat(maya.allowed(request)).containsKey("code").containsEntry("state", request.get("state"));
                });
        add(checks, SMART, "OAuth token exchange request succeeds when supplied correct information", () -> {
            launched();
            String code = maya.allowed(maya.request("test-public", SCOPES)).get("code");
            HttpResponse<String> answer = maya.token(maya.redemption("test-public", code));
            assertThat(answer.statusCode()).isEqualTo(200);
            kept.put("answer", App.json(answer));
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().firstValue("Pragma").orElse("")).contains("no-cache");
        });
        add(checks, SMART, "Token exchange response body contains required information encoded in JSON", () -> {
            JsonNode token = launched();
            assertThat(token.path("access_token").isTextual()).isTrue();
            assertThat(token.path("token_type").asText()).isEqualToIgnoringCase("bearer");
            assertThat(token.path("expires_in").isNumber()).isTrue();
            assertThat(Set.of(token.path("scope").asText().split(" "))).isEqualTo(Set.of(SCOPES.split(" ")));
            assertThat(token.path("patient").asText()).isEqualTo(App.id("Patient/maya"));
        });
        add(checks, SMART, "Response includes correct HTTP Cache-Control and Pragma headers", () -> {
            HttpResponse<String> answer = maya.token(Map.of("grant_type", "authorization_code"));
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().firstValue("Pragma").orElse("")).contains("no-cache");
        });
        add(checks, SMART, "Authorization request by POST is served", () -> {
            launched();
            HttpResponse<String> posted = maya.post("/oauth2/authorize", maya.request("test-public", SCOPES));
            assertThat(App.location(maya.get(App.location(posted)))).contains("/oauth2/consent");
        });
    }

    private void ehr(List<Check> checks) {
        add(checks, SMART, "EHR server redirects client browser to Inferno app launch URI", () -> assertThat(
                        launchedByClinician().path("access_token").asText())
                .isNotEmpty());
        add(checks, SMART, "EHR server sends launch parameter", () -> {
            launchedByClinician();
            App.Form open = App.form(
                    kim.get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                            .body(),
                    "/launcher");
            assertThat(App.query(App.location(kim.submit(open)))).containsKeys("iss", "launch");
        });
        add(checks, SMART, "EHR launch gives patient, encounter, banner and style", () -> {
            JsonNode token = launchedByClinician();
            assertThat(token.path("patient").asText()).isEqualTo(App.id("Patient/maya"));
            assertThat(token.path("encounter").asText()).isEqualTo(App.id("Encounter/maya-individual-1"));
            assertThat(token.path("need_patient_banner").isBoolean()).isTrue();
            assertThat(json(token.path("smart_style_url").asText())
                            .path("color_text")
                            .isTextual())
                    .isTrue();
            assertThat(fhir(token, "/Encounter/" + token.path("encounter").asText())
                            .statusCode())
                    .isEqualTo(200);
        });
    }

    private void openId(List<Check> checks) {
        add(checks, SMART, "ID token can be decoded", () -> assertThat(
                        idToken().getJWTClaimsSet().getSubject())
                .isEqualTo("maya"));
        add(checks, SMART, "OpenID Connect well-known configuration can be retrieved", () -> assertThat(
                        json("/.well-known/openid-configuration").path("issuer").asText())
                .isEqualTo(server.base().toString()));
        add(checks, SMART, "OpenID Connect well-known configuration contains all required fields", () -> {
            JsonNode configuration = json("/.well-known/openid-configuration");
            for (String field : List.of(
                    "issuer",
                    "authorization_endpoint",
                    "token_endpoint",
                    "jwks_uri",
                    "response_types_supported",
                    "subject_types_supported",
                    "id_token_signing_alg_values_supported",
                    "userinfo_endpoint")) {
                assertThat(configuration.has(field)).as(field).isTrue();
            }
            assertThat(configuration
                            .path("id_token_signing_alg_values_supported")
                            .toString())
                    .contains("RS256");
        });
        add(checks, SMART, "JWKS can be retrieved", () -> {
            JWKSet keys = JWKSet.parse(json("/oauth2/jwks").toString());
            assertThat(keys.getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
        });
        add(checks, SMART, "ID token header contains required information", () -> {
            assertThat(idToken().getHeader().getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(JWKSet.parse(json("/oauth2/jwks").toString())
                            .getKeyByKeyId(idToken().getHeader().getKeyID()))
                    .isNotNull();
        });
        add(checks, SMART, "ID token payload has required claims and a valid signature", () -> {
            SignedJWT token = idToken();
            JWK key = JWKSet.parse(json("/oauth2/jwks").toString())
                    .getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
            assertThat(token.getJWTClaimsSet().getIssuer())
                    .isEqualTo(server.base().toString());
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("test-public");
            assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isAfter(Instant.now());
            assertThat(token.getJWTClaimsSet().getIssueTime()).isNotNull();
        });
        add(checks, SMART, "FHIR resource representing the current user can be retrieved", () -> {
            String user = idToken().getJWTClaimsSet().getStringClaim("fhirUser");
            assertThat(user).startsWith(server.fhir() + "/Patient/");
            assertThat(fhir(launched(), user.substring(server.fhir().toString().length()))
                            .statusCode())
                    .isEqualTo(200);
        });
    }

    private SignedJWT idToken() throws Exception {
        return SignedJWT.parse(launched().path("id_token").asText());
    }

    private void refresh(List<Check> checks) {
        add(
                checks,
                SMART,
                "Server successfully refreshes the access token when optional scope parameter omitted",
                () -> {
                    JsonNode token = maya(SCOPES);
                    JsonNode fresh = App.json(maya.refresh(
                            "test-public", token.path("refresh_token").asText()));
                    for (String field :
                            List.of("access_token", "token_type", "expires_in", "scope", "refresh_token", "patient")) {
                        assertThat(fresh.has(field)).as(field).isTrue();
                    }
                    assertThat(fhir(fresh, "/Patient/" + fresh.path("patient").asText())
                                    .statusCode())
                            .isEqualTo(200);
                });
        add(
                checks,
                SMART,
                "Server successfully refreshes the access token when optional scope parameter provided",
                () -> {
                    JsonNode token = maya(SCOPES);
                    JsonNode fresh = App.json(maya.token(Map.of(
                            "grant_type",
                            "refresh_token",
                            "refresh_token",
                            token.path("refresh_token").asText(),
                            "client_id",
                            "test-public",
                            "scope",
                            token.path("scope").asText())));
                    assertThat(fresh.path("access_token").asText()).isNotEmpty();
                });
    }

    private JsonNode maya(String scopes) {
        launched();
        return maya.launch("test-public", scopes);
    }

    private JsonNode introspected(String token) {
        return App.json(maya.post(
                "/oauth2/introspect",
                Map.of("token", token),
                "Authorization",
                App.basic("test-symmetric", server.credentials("test-symmetric").password())));
    }

    private void introspection(List<Check> checks) {
        add(checks, SMART, "Token Introspection Response for an Active Access Token", () -> {
            JsonNode token = launched();
            JsonNode told = introspected(token.path("access_token").asText());
            assertThat(told.path("active").asBoolean()).isTrue();
            assertThat(new TreeSet<>(List.of(told.path("scope").asText().split(" "))))
                    .isEqualTo(
                            new TreeSet<>(List.of(token.path("scope").asText().split(" "))));
            assertThat(told.path("client_id").asText()).isEqualTo("test-public");
            assertThat(told.path("exp").isIntegralNumber()).isTrue();
            assertThat(told.path("patient").asText())
                    .isEqualTo(token.path("patient").asText());
            assertThat(told.path("iss").asText())
                    .isEqualTo(idToken().getJWTClaimsSet().getIssuer());
            assertThat(told.path("sub").asText())
                    .isEqualTo(idToken().getJWTClaimsSet().getSubject());
            assertThat(told.path("fhirUser").asText())
                    .isEqualTo(idToken().getJWTClaimsSet().getStringClaim("fhirUser"));
        });
        add(checks, SMART, "Token Introspection Response for an Invalid Access Token", () -> {
            JsonNode told = introspected("INVALID_TOKEN_VALUE");
            assertThat(told.toString()).isEqualTo("{\"active\":false}");
        });
    }

    private void backend(List<Check> checks) {
        add(checks, SMART, "Authorization request fails when client supplies invalid grant_type", () -> assertThat(
                        maya.token(Map.of(
                                        "grant_type", "not_a_grant_type",
                                        "client_assertion_type",
                                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                        "client_assertion", "x.y.z"))
                                .statusCode())
                .isIn(400, 401));
        add(checks, SMART, "Authorization request fails when supplied invalid client_assertion_type", () -> assertThat(
                        maya.token(Map.of(
                                        "grant_type", "client_credentials",
                                        "client_assertion_type", "not_an_assertion_type",
                                        "client_assertion", "x.y.z"))
                                .statusCode())
                .isEqualTo(400));
        add(checks, SMART, "Authorization request fails when client supplies invalid JWT token", () -> assertThat(
                        maya.token(Map.of(
                                        "grant_type", "client_credentials",
                                        "scope", "system/*.rs",
                                        "client_assertion_type",
                                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                        "client_assertion", "x.y.z"))
                                .statusCode())
                .isIn(400, 401));
        add(checks, SMART, "Authorization request succeeds when supplied correct information", () -> {
            String token = TokenCommand.clientCredentials(
                    server.base(),
                    "northside-ehr",
                    JWK.parse(server.credentials("northside-ehr").password()),
                    "system/*.rs");
            SignedJWT jwt = SignedJWT.parse(token);
            long life = jwt.getJWTClaimsSet().getExpirationTime().toInstant().getEpochSecond()
                    - jwt.getJWTClaimsSet().getIssueTime().toInstant().getEpochSecond();
            assertThat(life).isBetween(1L, 300L);
        });
    }

    private void g10(List<Check> checks) {
        add(checks, G10, "Invalid AUD Parameter: OAuth server does not redirect with a code", () -> {
            Map<String, String> request = signedIn().request("test-public", SCOPES);
            request.put("aud", "https://inferno.healthit.gov/invalid_aud");
            assertThat(App.query(App.location(maya.authorize(request)))).doesNotContainKey("code");
            request.remove("aud");
            assertThat(App.query(App.location(maya.authorize(request)))).doesNotContainKey("code");
        });
        add(
                checks,
                G10,
                "Invalid Access Token Request: OAuth token exchange fails when supplied invalid code",
                () -> assertThat(maya.token(maya.redemption("test-public", "INVALID_CODE"))
                                .statusCode())
                        .isEqualTo(400));
        add(
                checks,
                G10,
                "Invalid Access Token Request: OAuth token exchange fails when supplied invalid client ID",
                () -> {
                    String code = signedIn()
                            .allowed(maya.request("test-public", SCOPES))
                            .get("code");
                    assertThat(maya.token(maya.redemption("INVALID_CLIENT_ID", code))
                                    .statusCode())
                            .isIn(400, 401);
                });
        for (Map.Entry<String, String> verifier : Map.of(
                        "code_verifier is omitted", "-",
                        "code_verifier is blank", "",
                        "code_verifier is incorrect", "wrong",
                        "code_verifier matches code_challenge", "challenge")
                .entrySet()) {
            add(checks, G10, "Invalid PKCE Code Verifier: token exchange fails when " + verifier.getKey(), () -> {
                String code =
                        signedIn().allowed(maya.request("test-public", SCOPES)).get("code");
                Map<String, String> form = maya.redemption("test-public", code);
                switch (verifier.getValue()) {
                    case "-" -> form.remove("code_verifier");
                    case "challenge" -> form.put("code_verifier", App.challenge(maya.verifier));
                    case "wrong" -> form.put("code_verifier", App.random());
                    default -> form.put("code_verifier", "");
                }
                assertThat(maya.token(form).statusCode()).isIn(400, 401);
            });
        }
        add(checks, G10, "Invalid EHR Launch Parameter: OAuth server does not redirect with a code", () -> {
            Map<String, String> request =
                    signedIn().request("test-public", "launch openid fhirUser patient/Patient.rs");
            request.put("launch", "INVALID_LAUNCH_PARAMETER");
            assertThat(App.query(App.location(maya.authorize(request)))).doesNotContainKey("code");
        });
        add(
                checks,
                G10,
                "Token Revocation: Access to Patient resource returns unauthorized after token revocation",
                () -> {
                    JsonNode token = maya(SCOPES);
                    String patient = "/Patient/" + token.path("patient").asText();
                    assertThat(fhir(token, patient).statusCode()).isEqualTo(200);
                    maya.post(
                            "/oauth2/revoke",
                            Map.of(
                                    "client_id",
                                    "test-public",
                                    "token",
                                    token.path("refresh_token").asText()));
                    assertThat(fhir(token, patient).statusCode()).isEqualTo(401);
                    kept.put("revoked", token);
                });
        add(checks, G10, "Token Revocation: Token refresh fails after token revocation", () -> assertThat(maya.refresh(
                                "test-public",
                                kept.get("revoked").path("refresh_token").asText())
                        .statusCode())
                .isIn(400, 401));
        add(checks, G10, "Unauthorized Access: Server denies a request without a token, and with a false one", () -> {
            assertThat(server.send(null, "GET", "/Patient", null).statusCode()).isEqualTo(401);
            assertThat(server.send("INVALID", "GET", "/Patient", null).statusCode())
                    .isEqualTo(401);
        });
        add(
                checks,
                G10,
                "Standalone Patient App, Limited Access: the user selects scopes, and the rest is refused",
                () -> {
                    App.Form form =
                            App.form(signedIn().consentPage(maya.request("test-public", SCOPES)), "/oauth2/authorize");
                    form.untick("patient/Condition.rs");
                    JsonNode token = App.json(maya.token(maya.redemption(
                            "test-public",
                            App.query(App.location(maya.submit(form))).get("code"))));
                    assertThat(fhir(token, "/Patient/" + token.path("patient").asText())
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(fhir(
                                            token,
                                            "/Observation?patient="
                                                    + token.path("patient").asText())
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(fhir(
                                            token,
                                            "/Condition?patient="
                                                    + token.path("patient").asText())
                                    .statusCode())
                            .isIn(401, 403);
                });
        add(checks, G10, "SMART Granular Scope Selection: granular scopes filter reads and searches", () -> {
            JsonNode token =
                    maya("launch/patient patient/Patient.rs patient/Observation.rs?category=" + OBSERVATION + "survey");
            assertThat(token.path("scope").asText()).contains("?category=" + OBSERVATION + "survey");
            String patient = token.path("patient").asText();
            JsonNode found = App.json(fhir(token, "/Observation?patient=" + patient));
            assertThat(found.path("total").asInt(found.path("entry").size())).isPositive();
            found.path("entry")
                    .forEach(entry -> assertThat(entry.at("/resource/category").toString())
                            .contains("survey"));
            assertThat(fhir(token, "/Observation/" + App.id("Observation/maya-drinks"))
                            .statusCode())
                    .isEqualTo(404);
        });
        add(checks, G10, "SMART v1 scopes are granted and mean the same", () -> {
            JsonNode token = maya("launch/patient patient/Patient.read patient/Observation.read");
            assertThat(token.path("scope").asText()).contains("patient/Observation.read");
            assertThat(fhir(
                                    token,
                                    "/Observation?patient="
                                            + token.path("patient").asText())
                            .statusCode())
                    .isEqualTo(200);
        });
        add(checks, G10, "EHR Practitioner App: user-level scopes read what the practitioner may", () -> assertThat(
                        fhir(launchedByClinician(), "/Observation?_summary=count")
                                .statusCode())
                .isEqualTo(200));
    }

    private App signedIn() {
        launched();
        return maya;
    }

    private void core(List<Check> checks) {
        add(
                checks,
                CORE,
                "FHIR server supports US Core Patient read and search by _id, identifier, name, birthdate + name, gender + name",
                () -> {
                    JsonNode token = launched();
                    String id = token.path("patient").asText();
                    JsonNode patient = App.json(fhir(token, "/Patient/" + id));
                    String name = patient.at("/name/0/family").asText();
                    JsonNode identifier = patient.at("/identifier/0");
                    for (String search : List.of(
                            "_id=" + id,
                            "identifier=" + identifier.path("system").asText() + "%7C"
                                    + identifier.path("value").asText(),
                            "name=" + name,
                            "birthdate=" + patient.path("birthDate").asText() + "&name=" + name,
                            "gender=" + patient.path("gender").asText() + "&name=" + name)) {
                        JsonNode found = App.json(fhir(token, "/Patient?" + search));
                        assertThat(found.at("/entry/0/resource/id").asText())
                                .as(search)
                                .isEqualTo(id);
                    }
                    JsonNode posted = App.json(server.send(
                            token.path("access_token").asText(),
                            "POST",
                            "/Patient/_search",
                            "_id=" + id,
                            "Content-Type",
                            "application/x-www-form-urlencoded"));
                    assertThat(posted.at("/entry/0/resource/id").asText()).isEqualTo(id);
                });
        Map<String, List<String>> searches = new LinkedHashMap<>();
        searches.put("Condition", List.of("", "&category=encounter-diagnosis", "&clinical-status=active"));
        searches.put("Observation", List.of("", "&category=survey", "&category=social-history", "&status=final"));
        searches.forEach((type, tails) -> add(
                checks,
                CORE,
                "Server returns valid results for " + type + " search by patient and its combinations",
                () -> {
                    JsonNode token = launched();
                    for (String tail : tails) {
                        JsonNode found = App.json(fhir(
                                token,
                                "/" + type + "?patient=" + token.path("patient").asText() + tail));
                        assertThat(found.path("resourceType").asText()).as(tail).isEqualTo("Bundle");
                        found.path("entry").forEach(entry -> assertThat(
                                        entry.at("/resource/subject/reference").asText())
                                .isIn("Patient/" + token.path("patient").asText()));
                    }
                }));
        add(checks, CORE, "Server returns correct Observation resource from Observation read interaction", () -> {
            JsonNode token = launched();
            String path = "/" + App.ref("Observation/maya-audit-c");
            assertThat(App.json(fhir(token, path)).path("id").asText()).isEqualTo(path.substring(13));
        });
    }
}
