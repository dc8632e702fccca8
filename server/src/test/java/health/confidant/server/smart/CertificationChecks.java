package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the kit of ONC (g)(10) checks besides. */
final class CertificationChecks implements Conformance.Group {
    private final Probe probe;

    CertificationChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        g10(checks);
        return checks;
    }

    private void g10(List<Check> checks) {
        Check.add(checks, Check.G10, "Invalid AUD Parameter: OAuth server does not redirect with a code", () -> {
            Map<String, String> request = probe.signedIn().request("test-public", Probe.SCOPES);
            request.put("aud", "https://inferno.healthit.gov/invalid_aud");
            assertThat(App.query(App.location(probe.maya.authorize(request)))).doesNotContainKey("code");
            request.remove("aud");
            assertThat(App.query(App.location(probe.maya.authorize(request)))).doesNotContainKey("code");
        });
        Check.add(
                checks,
                Check.G10,
                "Invalid Access Token Request: OAuth token exchange fails when supplied invalid code",
                () -> assertThat(probe.maya
                                .token(probe.maya.redemption("test-public", "INVALID_CODE"))
                                .statusCode())
                        .isEqualTo(400));
        Check.add(
                checks,
                Check.G10,
                "Invalid Access Token Request: OAuth token exchange fails when supplied invalid client ID",
                () -> {
                    String code = probe.signedIn()
                            .allowed(probe.maya.request("test-public", Probe.SCOPES))
                            .get("code");
                    assertThat(probe.maya
                                    .token(probe.maya.redemption("INVALID_CLIENT_ID", code))
                                    .statusCode())
                            .isIn(400, 401);
                });
        for (Map.Entry<String, String> verifier : Map.of(
                        "code_verifier is omitted", "-",
                        "code_verifier is blank", "",
                        "code_verifier is incorrect", "wrong",
                        "code_verifier matches code_challenge", "challenge")
                .entrySet()) {
            Check.add(
                    checks,
                    Check.G10,
                    "Invalid PKCE Code Verifier: token exchange fails when " + verifier.getKey(),
                    () -> {
                        String code = probe.signedIn()
                                .allowed(probe.maya.request("test-public", Probe.SCOPES))
                                .get("code");
                        Map<String, String> form = probe.maya.redemption("test-public", code);
                        switch (verifier.getValue()) {
                            case "-" -> form.remove("code_verifier");
                            case "challenge" -> form.put("code_verifier", App.challenge(probe.maya.verifier));
                            case "wrong" -> form.put("code_verifier", App.random());
                            default -> form.put("code_verifier", "");
                        }
                        assertThat(probe.maya.token(form).statusCode()).isIn(400, 401);
                    });
        }
        Check.add(checks, Check.G10, "Invalid EHR Launch Parameter: OAuth server does not redirect with a code", () -> {
            Map<String, String> request =
                    probe.signedIn().request("test-public", "launch openid fhirUser patient/Patient.rs");
            request.put("launch", "INVALID_LAUNCH_PARAMETER");
            assertThat(App.query(App.location(probe.maya.authorize(request)))).doesNotContainKey("code");
        });
        Check.add(
                checks,
                Check.G10,
                "Token Revocation: Access to Patient resource returns unauthorized after token revocation",
                () -> {
                    JsonNode token = probe.launch(Probe.SCOPES);
                    String patient = "/Patient/" + token.path("patient").asText();
                    assertThat(probe.fhir(token, patient).statusCode()).isEqualTo(200);
                    probe.maya.post(
                            "/oauth2/revoke",
                            Map.of(
                                    "client_id",
                                    "test-public",
                                    "token",
                                    token.path("refresh_token").asText()));
                    assertThat(probe.fhir(token, patient).statusCode()).isEqualTo(401);
                    probe.kept.put("revoked", token);
                });
        Check.add(checks, Check.G10, "Token Revocation: Token refresh fails after token revocation", () -> assertThat(
                        probe.maya
                                .refresh(
                                        "test-public",
                                        probe.kept
                                                .get("revoked")
                                                .path("refresh_token")
                                                .asText())
                                .statusCode())
                .isIn(400, 401));
        Check.add(
                checks,
                Check.G10,
                "Unauthorized Access: Server denies a request without a token, and with a false one",
                () -> {
                    assertThat(probe.server.send(null, "GET", "/Patient", null).statusCode())
                            .isEqualTo(401);
                    assertThat(probe.server
                                    .send("INVALID", "GET", "/Patient", null)
                                    .statusCode())
                            .isEqualTo(401);
                });
        Check.add(
                checks,
                Check.G10,
                "Standalone Patient App, Limited Access: the user selects scopes, and the rest is refused",
                () -> {
                    App.Form form = App.form(
                            probe.signedIn().consentPage(probe.maya.request("test-public", Probe.SCOPES)),
                            "/oauth2/authorize");
                    form.untick("patient/Condition.rs");
                    JsonNode token = App.json(probe.maya.token(probe.maya.redemption(
                            "test-public",
                            App.query(App.location(probe.maya.submit(form))).get("code"))));
                    assertThat(probe.fhir(
                                            token,
                                            "/Patient/" + token.path("patient").asText())
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(probe.fhir(
                                            token,
                                            "/Observation?patient="
                                                    + token.path("patient").asText())
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(probe.fhir(
                                            token,
                                            "/Condition?patient="
                                                    + token.path("patient").asText())
                                    .statusCode())
                            .isIn(401, 403);
                });
        Check.add(
                checks, Check.G10, "SMART Granular Scope Selection: granular scopes filter reads and searches", () -> {
                    JsonNode token = probe.launch("launch/patient patient/Patient.rs patient/Observation.rs?category="
                            + Probe.OBSERVATION + "survey");
                    assertThat(token.path("scope").asText()).contains("?category=" + Probe.OBSERVATION + "survey");
                    String patient = token.path("patient").asText();
                    JsonNode found = App.json(probe.fhir(token, "/Observation?patient=" + patient));
                    assertThat(found.path("total").asInt(found.path("entry").size()))
                            .isPositive();
                    found.path("entry").forEach(entry -> assertThat(
                                    entry.at("/resource/category").toString())
                            .contains("survey"));
                    assertThat(probe.fhir(token, "/Observation/" + App.id("Observation/maya-drinks"))
                                    .statusCode())
                            .isEqualTo(404);
                });
        Check.add(checks, Check.G10, "SMART v1 scopes are granted and mean the same", () -> {
            JsonNode token = probe.launch("launch/patient patient/Patient.read patient/Observation.read");
            assertThat(token.path("scope").asText()).contains("patient/Observation.read");
            assertThat(probe.fhir(
                                    token,
                                    "/Observation?patient="
                                            + token.path("patient").asText())
                            .statusCode())
                    .isEqualTo(200);
        });
        Check.add(
                checks,
                Check.G10,
                "EHR Practitioner App: user-level scopes read what the practitioner may",
                () -> assertThat(probe.fhir(probe.launchedByClinician(), "/Observation?_summary=count")
                                .statusCode())
                        .isEqualTo(200));
    }
}
