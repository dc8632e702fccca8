package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NodeTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
    }

    @Test
    void aSecondNodeRedeemsTheCodeAndAcceptsTheTokenOfTheFirst() throws Exception {
        int port = TestServer.freePort();
        CodeFlow app = server.app();
        String verifier = CodeFlow.random();
        Map<String, String> request = app.request(TestServer.SCOPES, "s", CodeFlow.challenge(verifier));
        URI answer =
                app.signIn(app.wire().at("/oauth2/authorize?" + Wire.encode(request)), TestServer.credentials("ana"));
        try (var node = server.node(server.base, port)) {
            assertThat(node.isRunning()).isTrue();
            URI second = URI.create("http://127.0.0.1:" + port);
            String token = new Wire(second)
                    .token(app.redemption(CodeFlow.answer(answer).get("code"), verifier));
            assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
            assertThat(get(URI.create(second + "/fhir/caller"), token).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPublicAddressWithHttpsHasHstsAndAHostCookie() throws Exception {
        int port = TestServer.freePort();
        try (var node = server.node(URI.create("https://confidant.example"), port)) {
            assertThat(node.isRunning()).isTrue();
            HttpResponse<String> page = get(URI.create("http://127.0.0.1:" + port + "/login"), "none");
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElseThrow())
                    .contains("max-age=63072000");
            assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-confidant=")
                    .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Domain");
            HttpResponse<String> foreign = get(URI.create("http://127.0.0.1:" + port + "/fhir/caller"), server.token());
            assertThat(foreign.statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> get(URI uri, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
