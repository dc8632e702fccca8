package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Sign-in by a provider of somebody else's, which here is a stub that says what a test wants. */
class OutsideSignInTest {
    private static HttpServer provider;
    private static RSAKey key;
    private static String issuer;
    private static URI base;
    private static ConfigurableApplicationContext node;
    private static volatile Consumer<JWTClaimsSet.Builder> change;
    private static volatile RSAKey signer;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("outside").generate();
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                                + "/authorize\",\"token_endpoint\":\"" + issuer + "/token\",\"jwks_uri\":\"" + issuer
                                + "/jwks\"}"));
        provider.createContext("/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        provider.createContext("/token", exchange -> answer(exchange, "{\"id_token\":\"" + idToken(exchange) + "\"}"));
        provider.start();
        TestServer server = TestServer.get();
        int port = TestServer.freePort();
        base = URI.create("http://127.0.0.1:" + port);
        node = server.node(
                base,
                port,
                "--confidant.sign-in.outside.name=Clinic",
                "--confidant.sign-in.outside.issuer=" + issuer,
                "--confidant.sign-in.outside.client-id=confidant",
                "--confidant.sign-in.outside.client-secret=secret",
                "--confidant.sign-in.outside.login-claim=login",
                "--confidant.sign-in.outside.only=true");
    }

    @AfterAll
    static void stop() {
        node.close();
        provider.stop(0);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static volatile String nonce;

    private static String idToken(HttpExchange exchange) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("confidant")
                .subject("x-17")
                .claim("login", "ana")
                .claim("nonce", nonce)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        change.accept(claims);
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("outside").build(), claims.build());
            jwt.sign(new RSASSASigner(signer));
            return jwt.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the person ends up. */
    private static String signIn(Consumer<JWTClaimsSet.Builder> claims, RSAKey signedBy, String state)
            throws Exception {
        change = claims;
        signer = signedBy;
        Wire wire = new Wire(base);
        Map<String, String> asked = CodeFlow.answer(URI.create(location(wire.get(wire.at("/login/outside")))));
        nonce = asked.get("nonce");
        String query = Wire.encode(Map.of("code", "c", "state", state == null ? asked.get("state") : state));
        return location(wire.get(wire.at("/login/outside/callback?" + query)));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void thePersonThatTheProviderNamesIsSignedIn() throws Exception {
        assertThat(signIn(claims -> {}, key, null)).isEqualTo("/account");
    }

    @Test
    void staffStillProveASecondFactorUnlessTheProviderDid() throws Exception {
        assertThat(signIn(claims -> claims.claim("login", "kim"), key, null)).isEqualTo("/login/second");
        assertThat(signIn(claims -> claims.claim("login", "kim").claim("amr", List.of("mfa")), key, null))
                .isEqualTo("/account");
    }

    @Test
    void aWrongTokenStateOrPersonIsRefused() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("outside").generate();
        assertThat(signIn(claims -> {}, stranger, null)).isEqualTo("/login?error");
        assertThat(signIn(claims -> {}, key, "another")).isEqualTo("/login?error");
        assertThat(signIn(claims -> claims.claim("nonce", "another"), key, null))
                .isEqualTo("/login?error");
        assertThat(signIn(claims -> claims.audience("another"), key, null)).isEqualTo("/login?error");
        assertThat(signIn(claims -> claims.issuer("https://another.example"), key, null))
                .isEqualTo("/login?error");
        assertThat(signIn(claims -> claims.expirationTime(new Date(0)), key, null))
                .isEqualTo("/login?error");
        assertThat(signIn(claims -> claims.claim("login", "nobody"), key, null)).isEqualTo("/login?error");
        assertThat(signIn(claims -> claims.claim("login", null), key, null)).isEqualTo("/login?error");
    }

    @Test
    void passwordsOfOursAreRefusedWhereTheProviderIsTheOnlyWay() throws Exception {
        Wire wire = new Wire(base);
        assertThat(wire.get(wire.at("/login")).body())
                .contains("Sign in with Clinic")
                .doesNotContain("type=\"password\"");
    }
}
