package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenFlowTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
    }

    @Test
    void patientSignsInAndReachesTheApiAsHerself() throws Exception {
        HttpResponse<String> answer = server.fhir("/caller", server.token());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("ana PATRQT", "reference=Patient/ana", "roles=[PATIENT]", "patient=Optional[Patient/ana]");
    }

    @Test
    void accessTokenSaysWhatTheContractSays() throws Exception {
        SignedJWT jwt = SignedJWT.parse(server.clinicToken());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getIssuer()).isEqualTo(server.base.toString());
        assertThat(claims.getAudience()).containsExactly(server.base + "/portal/individual");
        assertThat(claims.getSubject()).isEqualTo("kim");
        assertThat(claims.getStringClaim("reference")).isEqualTo("Practitioner/kim");
        assertThat(claims.getStringListClaim("roles")).containsExactly("INDIVIDUAL_COUNSELOR", "PRESCRIBER");
        assertThat(claims.getStringClaim("scope")).isEqualTo("user/*.rs");
        assertThat(claims.getStringClaim("portal")).isEqualTo("individual");
        assertThat(claims.getStringClaim("purpose")).isEqualTo("TREAT");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("clinic-portal");
        assertThat(claims.getClaim("patient")).isNull();
        long seconds =
                (claims.getExpirationTime().getTime() - claims.getIssueTime().getTime()) / 1000;
        assertThat(seconds).isBetween(1L, 300L);
    }

    @Test
    void tokenAnswerHoldsLaunchContextAndFhirUserAndNoRefreshToken() throws Exception {
        CodeFlow app = server.app();
        String verifier = CodeFlow.random();
        JsonNode answer = new ObjectMapper().readTree(redeem(app, verifier).body());
        assertThat(answer.path("patient").asText()).isEqualTo("ana");
        assertThat(answer.has("refresh_token")).isFalse();
        JWTClaimsSet id = SignedJWT.parse(answer.path("id_token").asText()).getJWTClaimsSet();
        assertThat(id.getStringClaim("fhirUser")).isEqualTo(server.base + "/fhir/Patient/ana");
        assertThat(id.getAudience()).containsExactly(TestServer.APP);
    }

    @Test
    void backendsSignWithRs384OrEs384() throws Exception {
        for (var key : List.of(server.rsa, server.ec)) {
            String token = TokenCommand.clientCredentials(server.base, "hospital", key, "system/Observation.rs");
            assertThat(server.fhir("/caller", token).body())
                    .contains("hospital TREAT", "reference=Organization/hospital", "roles=[EHR]");
        }
    }

    @Test
    void grantsWhatIsBothRequestedAndRegistered() throws Exception {
        String token =
                TokenCommand.clientCredentials(server.base, "hospital", server.ec, "system/*.read system/Group.rs");
        assertThat(SignedJWT.parse(token)
                        .getJWTClaimsSet()
                        .getStringClaim("scope")
                        .split(" "))
                .containsExactlyInAnyOrder("system/Observation.rs", "system/Patient.r");
    }

    @Test
    void refusesAnUnknownScopeAndOneOfAnotherLevel() {
        for (String scope : List.of("system/Observation.rs admin", "user/Observation.rs", "system/Observation.sr")) {
            assertThatThrownBy(() -> TokenCommand.clientCredentials(server.base, "hospital", server.ec, scope))
                    .hasMessageContaining("invalid_scope");
        }
    }

    @Test
    void revokedTokenIsRefusedAndIntrospectsAsInactive() throws Exception {
        String token = TokenCommand.clientCredentials(server.base, "hospital", server.ec, "system/Observation.rs");
        assertThat(asBackend("/oauth2/introspect", token)).contains("\"active\":true", "system/Observation.rs");
        asBackend("/oauth2/revoke", token);
        assertThat(asBackend("/oauth2/introspect", token)).isEqualTo("{\"active\":false}");
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
    }

    @Test
    void discoveryNamesOnlyWhatThereIs() throws Exception {
        Wire wire = new Wire(server.base);
        JsonNode metadata = new ObjectMapper()
                .readTree(wire.get(wire.at("/.well-known/openid-configuration")).body());
        assertThat(metadata.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        for (var names = metadata.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            // Registration is the whole server's, which this slice is not: ConformanceIT asks it.
            boolean here = !name.equals("registration_endpoint");
            if (here && name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                assertThat(wire.get(URI.create(metadata.path(name).asText())).statusCode())
                        .as(name)
                        .isNotEqualTo(404);
            }
        }
        assertThat(wire.get(wire.at("/oauth2/jwks")).body()).contains("\"kid\"").doesNotContain("\"d\"");
    }

    private static HttpResponse<String> redeem(CodeFlow app, String verifier) throws Exception {
        Map<String, String> request = app.request(TestServer.SCOPES, "state", CodeFlow.challenge(verifier));
        URI answer =
                app.signIn(app.wire().at("/oauth2/authorize?" + Wire.encode(request)), TestServer.credentials("ana"));
        String code = CodeFlow.answer(answer).get("code");
        return app.wire().post(app.wire().at("/oauth2/token"), app.redemption(code, verifier));
    }

    private static String asBackend(String path, String token) throws Exception {
        Wire wire = new Wire(server.base);
        return wire.post(
                        wire.at(path),
                        Map.of(
                                "token",
                                token,
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion",
                                new Assertion("hospital", server.rsa).to(server.base + "/oauth2/token")))
                .body();
    }
}
