package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Standalone and EHR launches. */
final class LaunchChecks implements Conformance.Group {
    private final Probe probe;

    LaunchChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        standalone(checks);
        ehr(checks);
        return checks;
    }

    private void standalone(List<Check> checks) {
        Check.add(checks, Check.SMART, "OAuth server redirects client browser to app redirect URI", () -> assertThat(
                        probe.launched().path("access_token").asText())
                .isNotEmpty());
        Check.add(
                checks,
                Check.SMART,
                "Inferno client app receives code parameter and correct state parameter from OAuth server at redirect URI",
                () -> {
                    probe.launched();
                    Map<String, String> request = probe.maya.request("test-public", Probe.SCOPES);
                    assertThat(probe.maya.allowed(request))
                            .containsKey("code")
                            .containsEntry("state", request.get("state"));
                });
        Check.add(
                checks, Check.SMART, "OAuth token exchange request succeeds when supplied correct information", () -> {
                    probe.launched();
                    String code = probe.maya
                            .allowed(probe.maya.request("test-public", Probe.SCOPES))
                            .get("code");
                    HttpResponse<String> answer = probe.maya.token(probe.maya.redemption("test-public", code));
                    assertThat(answer.statusCode()).isEqualTo(200);
                    probe.kept.put("answer", App.json(answer));
                    assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                            .contains("no-store");
                    assertThat(answer.headers().firstValue("Pragma").orElse("")).contains("no-cache");
                });
        Check.add(
                checks,
                Check.SMART,
                "Token exchange response body contains required information encoded in JSON",
                () -> {
                    JsonNode token = probe.launched();
                    assertThat(token.path("access_token").isTextual()).isTrue();
                    assertThat(token.path("token_type").asText()).isEqualToIgnoringCase("bearer");
                    assertThat(token.path("expires_in").isNumber()).isTrue();
                    assertThat(Set.of(token.path("scope").asText().split(" ")))
                            .isEqualTo(Set.of(Probe.SCOPES.split(" ")));
                    assertThat(token.path("patient").asText()).isEqualTo(App.id("Patient/maya"));
                });
        Check.add(checks, Check.SMART, "Response includes correct HTTP Cache-Control and Pragma headers", () -> {
            HttpResponse<String> answer = probe.maya.token(Map.of("grant_type", "authorization_code"));
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().firstValue("Pragma").orElse("")).contains("no-cache");
        });
        Check.add(checks, Check.SMART, "Authorization request by POST is served", () -> {
            probe.launched();
            HttpResponse<String> posted =
                    probe.maya.post("/oauth2/authorize", probe.maya.request("test-public", Probe.SCOPES));
            assertThat(App.location(probe.maya.get(App.location(posted)))).contains("/oauth2/consent");
        });
    }

    private void ehr(List<Check> checks) {
        Check.add(
                checks, Check.SMART, "EHR server redirects client browser to Inferno app launch URI", () -> assertThat(
                                probe.launchedByClinician().path("access_token").asText())
                        .isNotEmpty());
        Check.add(checks, Check.SMART, "EHR server sends launch parameter", () -> {
            probe.launchedByClinician();
            App.Form open = App.form(
                    probe.kim
                            .get("/launcher?app=test-public&patient=" + App.ref("Patient/maya"))
                            .body(),
                    "/launcher");
            assertThat(App.query(App.location(probe.kim.submit(open)))).containsKeys("iss", "launch");
        });
        Check.add(checks, Check.SMART, "EHR launch gives patient, encounter, banner and style", () -> {
            JsonNode token = probe.launchedByClinician();
            assertThat(token.path("patient").asText()).isEqualTo(App.id("Patient/maya"));
            assertThat(token.path("encounter").asText()).isEqualTo(App.id("Encounter/maya-individual-1"));
            assertThat(token.path("need_patient_banner").isBoolean()).isTrue();
            assertThat(probe.json(token.path("smart_style_url").asText())
                            .path("color_text")
                            .isTextual())
                    .isTrue();
            assertThat(probe.fhir(token, "/Encounter/" + token.path("encounter").asText())
                            .statusCode())
                    .isEqualTo(200);
        });
    }
}
