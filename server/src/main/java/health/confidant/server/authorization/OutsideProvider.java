package health.confidant.server.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * An OpenID provider of somebody else's that the operator trusts to say who a person is (OpenID Connect Core 1.0, section
 * 3.1; RFC 9700): code flow with PKCE, state and nonce; what it says is a login of ours or nothing.
 */
final class OutsideProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Methods that the provider may report and that are two factors (RFC 8176). */
    private static final Set<String> STRONG = Set.of("mfa", "otp", "hwk", "fpt", "face");

    /** A sign-in that waits for the provider's answer. */
    record Attempt(String state, String nonce, String verifier) implements java.io.Serializable {
        static Attempt fresh() {
            return new Attempt(CodeFlow.random(), CodeFlow.random(), CodeFlow.random());
        }
    }

    /** Who it is, and by which factor of ours. */
    record Person(String login, String factor) {}

    private final SignInProperties.Outside settings;
    private final String callback;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    OutsideProvider(SignInProperties.Outside settings, AuthorizationProperties properties) {
        this.settings = settings;
        this.callback = properties.issuer() + "/login/outside/callback";
    }

    /** Where the person goes. */
    URI request(Attempt attempt) throws IOException, InterruptedException {
        String endpoint = discovery().path("authorization_endpoint").asText();
        return URI.create(endpoint
                + (endpoint.contains("?") ? "&" : "?")
                + Wire.encode(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        settings.clientId(),
                        "redirect_uri",
                        callback,
                        "scope",
                        "openid",
                        "state",
                        attempt.state(),
                        "nonce",
                        attempt.nonce(),
                        "code_challenge",
                        CodeFlow.challenge(attempt.verifier()),
                        "code_challenge_method",
                        "S256")));
    }

    /** Empty unless the provider's id token is right in every respect and names a login. */
    Optional<Person> redeem(Attempt attempt, String code) throws IOException, InterruptedException {
        JsonNode discovery = discovery();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(discovery.path("token_endpoint").asText()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + basic())
                .POST(HttpRequest.BodyPublishers.ofString(Wire.encode(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        callback,
                        "code_verifier",
                        attempt.verifier()))))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        String token = answer.statusCode() == 200
                ? json.readTree(answer.body()).path("id_token").asText()
                : "";
        try {
            Jwt claims = decoder(discovery.path("jwks_uri").asText(), attempt).decode(token);
            return Optional.ofNullable(claims.getClaimAsString(settings.loginClaim()))
                    .map(login -> new Person(Accounts.normal(login), factor(claims)));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private static String factor(Jwt claims) {
        List<String> methods = claims.getClaimAsStringList("amr");
        boolean strong = methods != null && methods.stream().anyMatch(STRONG::contains);
        return strong ? SignedIn.OUTSIDE_MULTI : SignedIn.OUTSIDE;
    }

    private JwtDecoder decoder(String keys, Attempt attempt) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithms(algorithms -> {
                    algorithms.add(SignatureAlgorithm.RS256);
                    algorithms.add(SignatureAlgorithm.ES256);
                })
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                new JwtTimestampValidator(Duration.ofSeconds(30)),
                new JwtIssuerValidator(settings.issuer().toString()),
                new JwtClaimValidator<>("exp", java.util.Objects::nonNull),
                new JwtClaimValidator<List<String>>("aud", List.of(settings.clientId())::equals),
                new JwtClaimValidator<String>("nonce", attempt.nonce()::equals)));
        return decoder;
    }

    private JsonNode discovery() throws IOException, InterruptedException {
        String issuer = settings.issuer().toString();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration"))
                .timeout(TIMEOUT)
                .build();
        JsonNode discovery = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!issuer.equals(discovery.path("issuer").asText())) {
            throw new IOException("The outside provider names another issuer");
        }
        return discovery;
    }

    private String basic() {
        String pair = Wire.encode(Map.of("id", settings.clientId())).substring(3) + ":"
                + Wire.encode(Map.of("secret", settings.clientSecret())).substring(7);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
