package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Discovery, metadata, CORS and brands. */
final class DiscoveryChecks implements Conformance.Group {
    private final Probe probe;

    DiscoveryChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        discovery(checks);
        return checks;
    }

    private void discovery(List<Check> checks) {
        Check.add(
                checks, Check.SMART, "FHIR server makes SMART configuration available from well-known endpoint", () -> {
                    HttpResponse<String> answer =
                            probe.maya.get("/fhir/.well-known/smart-configuration", "Accept", "application/json");
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                            .startsWith("application/json");
                });
        Check.add(checks, Check.SMART, "Well-known configuration contains required fields", () -> {
            JsonNode smart = probe.smart();
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
        Check.add(checks, Check.SMART, "Well-known configuration contains recommended fields", () -> {
            JsonNode smart = probe.smart();
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
        Check.add(checks, Check.SMART, "SMART Well-known endpoint enables Cross-Origin Resource Sharing (CORS)", () -> {
            HttpResponse<String> answer =
                    probe.maya.get("/fhir/.well-known/smart-configuration", "Origin", "https://app.example");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            probe.open("/fhir/.well-known/smart-configuration", "GET");
        });
        Check.add(checks, Check.SMART, "SMART metadata Endpoint Enables Cross-Origin Resource Sharing (CORS)", () -> {
            probe.open("/fhir/metadata", "GET");
            probe.open("/fhir/Patient", "GET");
        });
        Check.add(checks, Check.SMART, "SMART Token Endpoint Enables Cross-Origin Resource Sharing (CORS)", () -> {
            probe.open("/oauth2/token", "POST");
            assertThat(probe.preflight("/oauth2/authorize", "POST").headers().firstValue("Access-Control-Allow-Origin"))
                    .as("a page with a session is for no script of another origin")
                    .isEmpty();
        });
        Check.add(checks, Check.SMART, "Conformance/CapabilityStatement provides OAuth 2.0 endpoints", () -> {
            JsonNode security = probe.json("/fhir/metadata").at("/rest/0/security");
            assertThat(security.path("service").toString()).contains("SMART-on-FHIR");
            assertThat(security.path("extension").toString())
                    .contains(
                            probe.smart().path("authorization_endpoint").asText(),
                            probe.smart().path("token_endpoint").asText());
        });
        Check.add(checks, Check.SMART, "User-access brand bundle is valid and names the endpoint", () -> {
            JsonNode bundle = App.json(probe.maya.get(
                    probe.smart().path("user_access_brand_bundle").asText(), "Origin", "https://app.example"));
            assertThat(bundle.path("type").asText()).isEqualTo("collection");
            assertThat(bundle.has("timestamp")).isTrue();
            assertThat(bundle.toString())
                    .contains("organization-portal", probe.server.fhir().toString());
        });
    }
}
