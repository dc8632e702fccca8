package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** OpenID Connect, refresh and introspection. */
final class OpenIdChecks implements Conformance.Group {
    private final Probe probe;

    OpenIdChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        openId(checks);
        refresh(checks);
        introspection(checks);
        return checks;
    }

    private void openId(List<Check> checks) {
        Check.add(checks, Check.SMART, "ID token can be decoded", () -> assertThat(
                        probe.idToken().getJWTClaimsSet().getSubject())
                .isEqualTo("maya"));
        Check.add(checks, Check.SMART, "OpenID Connect well-known configuration can be retrieved", () -> assertThat(
                        probe.json("/.well-known/openid-configuration")
                                .path("issuer")
                                .asText())
                .isEqualTo(probe.server.base().toString()));
        Check.add(checks, Check.SMART, "OpenID Connect well-known configuration contains all required fields", () -> {
            JsonNode configuration = probe.json("/.well-known/openid-configuration");
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
        Check.add(checks, Check.SMART, "JWKS can be retrieved", () -> {
            JWKSet keys = JWKSet.parse(probe.json("/oauth2/jwks").toString());
            assertThat(keys.getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
        });
        Check.add(checks, Check.SMART, "ID token header contains required information", () -> {
            assertThat(probe.idToken().getHeader().getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(JWKSet.parse(probe.json("/oauth2/jwks").toString())
                            .getKeyByKeyId(probe.idToken().getHeader().getKeyID()))
                    .isNotNull();
        });
        Check.add(checks, Check.SMART, "ID token payload has required claims and a valid signature", () -> {
            SignedJWT token = probe.idToken();
            JWK key = JWKSet.parse(probe.json("/oauth2/jwks").toString())
                    .getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
            assertThat(token.getJWTClaimsSet().getIssuer())
                    .isEqualTo(probe.server.base().toString());
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("test-public");
            assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isAfter(Instant.now());
            assertThat(token.getJWTClaimsSet().getIssueTime()).isNotNull();
        });
        Check.add(checks, Check.SMART, "FHIR resource representing the current user can be retrieved", () -> {
            String user = probe.idToken().getJWTClaimsSet().getStringClaim("fhirUser");
            assertThat(user).startsWith(probe.server.fhir() + "/Patient/");
            assertThat(probe.fhir(
                                    probe.launched(),
                                    user.substring(
                                            probe.server.fhir().toString().length()))
                            .statusCode())
                    .isEqualTo(200);
        });
    }

    private void refresh(List<Check> checks) {
        Check.add(
                checks,
                Check.SMART,
                "Server successfully refreshes the access token when optional scope parameter omitted",
                () -> {
                    JsonNode token = probe.launch(Probe.SCOPES);
                    JsonNode fresh = App.json(probe.maya.refresh(
                            "test-public", token.path("refresh_token").asText()));
                    for (String field :
                            List.of("access_token", "token_type", "expires_in", "scope", "refresh_token", "patient")) {
                        assertThat(fresh.has(field)).as(field).isTrue();
                    }
                    assertThat(probe.fhir(
                                            fresh,
                                            "/Patient/" + fresh.path("patient").asText())
                                    .statusCode())
                            .isEqualTo(200);
                });
        Check.add(
                checks,
                Check.SMART,
                "Server successfully refreshes the access token when optional scope parameter provided",
                () -> {
                    JsonNode token = probe.launch(Probe.SCOPES);
                    JsonNode fresh = App.json(probe.maya.token(Map.of(
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

    private void introspection(List<Check> checks) {
        Check.add(checks, Check.SMART, "Token Introspection Response for an Active Access Token", () -> {
            JsonNode token = probe.launched();
            JsonNode told = probe.introspected(token.path("access_token").asText());
            assertThat(told.path("active").asBoolean()).isTrue();
            assertThat(new TreeSet<>(List.of(told.path("scope").asText().split(" "))))
                    .isEqualTo(
                            new TreeSet<>(List.of(token.path("scope").asText().split(" "))));
            assertThat(told.path("client_id").asText()).isEqualTo("test-public");
            assertThat(told.path("exp").isIntegralNumber()).isTrue();
            assertThat(told.path("patient").asText())
                    .isEqualTo(token.path("patient").asText());
            assertThat(told.path("iss").asText())
                    .isEqualTo(probe.idToken().getJWTClaimsSet().getIssuer());
            assertThat(told.path("sub").asText())
                    .isEqualTo(probe.idToken().getJWTClaimsSet().getSubject());
            assertThat(told.path("fhirUser").asText())
                    .isEqualTo(probe.idToken().getJWTClaimsSet().getStringClaim("fhirUser"));
        });
        Check.add(checks, Check.SMART, "Token Introspection Response for an Invalid Access Token", () -> {
            JsonNode told = probe.introspected("INVALID_TOKEN_VALUE");
            assertThat(told.toString()).isEqualTo("{\"active\":false}");
        });
    }
}
