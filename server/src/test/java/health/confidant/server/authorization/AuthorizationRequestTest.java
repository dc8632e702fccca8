package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {
    private static final String VERIFIER = CodeFlow.random();
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
    }

    /** Requirement 76. */
    @Test
    void refusesARequestWithoutPkceOrWithPlain() throws Exception {
        assertThat(error(fields -> fields.remove("code_challenge"))).isEqualTo("invalid_request");
        assertThat(error(fields -> fields.put("code_challenge_method", "plain")))
                .isEqualTo("invalid_request");
        assertThat(error(fields -> fields.remove("code_challenge_method"))).isEqualTo("invalid_request");
    }

    /** Requirement 76. */
    @Test
    void refusesAnAudienceThatIsNotOurFhirBase() throws Exception {
        assertThat(error(fields -> fields.put("aud", "https://elsewhere.example/fhir")))
                .isEqualTo("invalid_request");
    }

    @Test
    void refusesUnknownScopesAndSystemScopes() throws Exception {
        for (String scope : List.of("openid everything", "patient/Observation.sr", "system/*.rs", "user/*.rs", "")) {
            assertThat(error(fields -> fields.put("scope", scope))).as(scope).isEqualTo("invalid_scope");
        }
    }

    /** Requirement 76. */
    @Test
    void neverRedirectsToAnAddressThatIsNotRegisteredLetterByLetter() throws Exception {
        for (String redirect : List.of(
                "https://app.example/callback/",
                "https://app.example/callback?x=1",
                "https://app.example/callback/../evil",
                "https://app.example@evil.example/callback",
                "https://APP.example/callback",
                "https://evil.example/callback",
                "http://127.0.0.1:7777/callback")) {
            HttpResponse<String> answer = ask(fields -> fields.put("redirect_uri", redirect));
            assertThat(answer.statusCode()).as(redirect).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(ask(fields -> fields.remove("redirect_uri")).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAnotherPortOnTheLoopbackInterface() throws Exception {
        Consumer<Map<String, String>> registered = fields -> {
            fields.put("client_id", "clinic-portal");
            fields.put("scope", "user/*.rs");
            fields.put("redirect_uri", "http://127.0.0.1:7777/callback");
        };
        assertThat(ask(registered).headers().firstValue("Location").orElseThrow())
                .endsWith("/login");
        HttpResponse<String> other =
                ask(registered.andThen(fields -> fields.put("redirect_uri", "http://127.0.0.1:7778/callback")));
        assertThat(other.statusCode()).isEqualTo(400);
    }

    @Test
    void issuesNoCodeToAClientThatTheAccountDoesNotAllow() throws Exception {
        server.accounts.create(
                "bound", TestServer.PASSWORD, "Patient/bound", Set.of(Role.PATIENT), Optional.of(Set.of("other")));
        assertThat(CodeFlow.answer(signIn("bound")))
                .containsEntry("error", "access_denied")
                .doesNotContainKey("code");
    }

    @Test
    void issuesNoPatientScopeToSomebodyWithoutAPatientInContext() throws Exception {
        assertThat(CodeFlow.answer(signIn("kim", "openid patient/*.rs")))
                .containsEntry("error", "invalid_scope")
                .doesNotContainKey("code");
    }

    @Test
    void redeemsACodeOnceAndRevokesItsTokenAtTheSecondTry() throws Exception {
        CodeFlow app = server.app();
        Map<String, String> redemption = redemption(app);
        String token = app.wire().token(redemption);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
        assertThat(redeem(redemption)).contains("invalid_grant");
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
    }

    @Test
    void ofParallelRedemptionsOneSucceeds() throws Exception {
        Map<String, String> redemption = redemption(server.app());
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> redeem = () -> redeem(redemption);
            long tokens = 0;
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(8, redeem))) {
                tokens += answer.get().contains("access_token") ? 1 : 0;
            }
            assertThat(tokens).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void redeemsNoCodeWithoutItsVerifierItsClientOrItsRedirect() throws Exception {
        for (Map.Entry<String, String> wrong : Map.of(
                        "code_verifier", CodeFlow.random(),
                        "client_id", "clinic-portal",
                        "redirect_uri", "https://app.example/other")
                .entrySet()) {
            Map<String, String> redemption = new HashMap<>(redemption(server.app()));
            redemption.put(wrong.getKey(), wrong.getValue());
            assertThat(redeem(redemption)).as(wrong.getKey()).contains("invalid_grant");
        }
    }

    @Test
    void keepsNoCodeAndNoTokenInTheDatabase() throws Exception {
        CodeFlow app = server.app();
        Map<String, String> redemption = redemption(app);
        String token = app.wire().token(redemption);
        String tables = server.database
                .queryForList(
                        "select g::text || t::text from confidant.authorization_grant g"
                                + " join confidant.authorization_token t on t.grant_id = g.id",
                        String.class)
                .toString();
        assertThat(tables)
                .contains("ana")
                .doesNotContain(redemption.get("code"))
                .doesNotContain(token);
    }

    private static Map<String, String> redemption(CodeFlow app) throws Exception {
        Map<String, String> request = app.request(TestServer.SCOPES, "state", CodeFlow.challenge(VERIFIER));
        URI answer =
                app.signIn(app.wire().at("/oauth2/authorize?" + Wire.encode(request)), TestServer.credentials("ana"));
        return app.redemption(CodeFlow.answer(answer).get("code"), VERIFIER);
    }

    private static String redeem(Map<String, String> redemption) throws Exception {
        Wire wire = new Wire(server.base);
        return wire.post(wire.at("/oauth2/token"), redemption).body();
    }

    private static URI signIn(String login) throws Exception {
        return signIn(login, TestServer.SCOPES);
    }

    private static URI signIn(String login, String scope) throws Exception {
        CodeFlow app = server.app();
        Map<String, String> request = app.request(scope, "state", CodeFlow.challenge(VERIFIER));
        return app.signIn(app.wire().at("/oauth2/authorize?" + Wire.encode(request)), TestServer.credentials(login));
    }

    private static HttpResponse<String> ask(Consumer<Map<String, String>> change) throws Exception {
        CodeFlow app = server.app();
        Map<String, String> request = app.request(TestServer.SCOPES, "state", CodeFlow.challenge(VERIFIER));
        change.accept(request);
        return app.wire().get(app.wire().at("/oauth2/authorize?" + Wire.encode(request)));
    }

    private static String error(Consumer<Map<String, String>> change) throws Exception {
        String location = ask(change).headers().firstValue("Location").orElse("?error=none");
        return CodeFlow.answer(URI.create(location.contains("?") ? location : location + "?x=x"))
                .get("error");
    }
}
