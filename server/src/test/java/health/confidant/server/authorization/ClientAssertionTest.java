package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class ClientAssertionTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
    }

    /** Requirement 78. */
    @Test
    void worksOnce() throws Exception {
        String assertion = sign(claims -> {});
        assertThat(send(assertion)).contains("access_token");
        assertThat(send(assertion)).contains("invalid_client");
    }

    @Test
    void worksOnceAlsoWhenSentWithTheClientId() throws Exception {
        String assertion = sign(claims -> {});
        assertThat(send(assertion, Map.of("client_id", "hospital"))).contains("access_token");
        assertThat(send(assertion)).contains("invalid_client");
    }

    /** As by value, with keys that the client publishes; where they cannot be had, nothing is proved. */
    @Test
    void findsTheKeysOfAClientThatPublishesThem() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("published").generate();
        server.clients.create(Client.backend(
                "clinic",
                "Clinic",
                Set.of("system/Observation.rs"),
                Optional.empty(),
                "Organization/clinic",
                Set.of(Role.EHR),
                Purpose.TREAT,
                Client.More.NONE.withKeysAt(URI.create("https://clinic.example/keys"))));
        String published = new JWKSet(key.toPublicJWK()).toString();
        RemoteKeys remote = new RemoteKeys(uri -> new RemoteKeys.Answer(published, Duration.ZERO), Clock.systemUTC());
        AssertionRules rules = new AssertionRules(
                server.context.getBean(AuthorizationProperties.class), server.database, Clock.systemUTC());
        JwtDecoder decoder = new ClientAssertions(server.clients, remote, rules)
                .createDecoder(new RegisteredClients(server.clients).findByClientId("clinic"));
        String audience = server.base + "/oauth2/token";
        assertThat(decoder.decode(new Assertion("clinic", key).to(audience)).getSubject())
                .isEqualTo("clinic");
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("published").generate();
        assertThatThrownBy(() -> decoder.decode(new Assertion("clinic", stranger).to(audience)))
                .isInstanceOf(JwtException.class);
        RemoteKeys empty = new RemoteKeys(
                uri -> {
                    throw new IOException("unreachable");
                },
                Clock.systemUTC());
        JwtDecoder without = new ClientAssertions(server.clients, empty, rules)
                .createDecoder(new RegisteredClients(server.clients).findByClientId("clinic"));
        assertThatThrownBy(() -> without.decode(new Assertion("clinic", key).to(audience)))
                .isInstanceOf(JwtException.class);
    }

    /** Requirement 78. */
    @Test
    void refusesWrongClaims() throws Exception {
        assertThat(send(sign(claims -> claims.expirationTime(in(600))))).contains("invalid_client");
        assertThat(send(sign(claims -> claims.expirationTime(in(-10))))).contains("invalid_client");
        assertThat(send(sign(claims -> claims.expirationTime(null)))).contains("invalid_client");
        assertThat(send(sign(claims -> claims.notBeforeTime(in(120))))).contains("invalid_client");
        assertThat(send(sign(claims -> claims.audience("https://elsewhere.example/token"))))
                .contains("invalid_client");
        assertThat(send(sign(claims -> claims.audience(server.base + "/fhir")))).contains("invalid_client");
        assertThat(send(sign(claims -> claims.subject("other")))).contains("invalid_client");
        assertThat(send(sign(claims -> claims.issuer("nobody").subject("nobody"))))
                .contains("invalid_client");
        assertThat(send(sign(claims -> claims.jwtID(null)))).contains("invalid_client");
    }

    @Test
    void refusesOtherKeysAndAlgorithms() throws Exception {
        RSAKey rsa = server.rsa.toRSAKey();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        JWTClaimsSet claims = claims(c -> {});
        assertThat(send(new Assertion("hospital", stranger).sign(claims))).contains("invalid_client");
        SignedJWT weaker = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), claims);
        weaker.sign(new RSASSASigner(rsa));
        assertThat(send(weaker.serialize())).contains("invalid_client");
        SignedJWT embedded = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS384)
                        .jwk(stranger.toPublicJWK())
                        .build(),
                claims);
        embedded.sign(new RSASSASigner(stranger));
        assertThat(send(embedded.serialize())).contains("invalid_client");
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims);
        confused.sign(new MACSigner(rsa.toPublicKey().getEncoded()));
        assertThat(send(confused.serialize())).contains("invalid_client");
        assertThat(send(new PlainJWT(claims).serialize())).contains("invalid_client");
        assertThat(send("x".repeat(5000))).contains("invalid_client");
        assertThat(send(new Assertion("hospital", rsa).sign(claims))).contains("access_token");
    }

    @Test
    void aPublicClientCannotUseOne() throws Exception {
        assertThat(send(sign(claims -> claims.issuer(TestServer.APP).subject(TestServer.APP))))
                .contains("invalid_client");
    }

    private static String sign(Consumer<JWTClaimsSet.Builder> change) {
        return new Assertion("hospital", server.rsa).sign(claims(change));
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("hospital")
                .subject("hospital")
                .audience(server.base + "/oauth2/token")
                .expirationTime(in(60))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        return claims.build();
    }

    private static String send(String assertion) throws Exception {
        return send(assertion, Map.of());
    }

    private static String send(String assertion, Map<String, String> more) throws Exception {
        Wire wire = new Wire(server.base);
        Map<String, String> form = new java.util.HashMap<>(more);
        form.put("grant_type", "client_credentials");
        form.put("scope", "system/Observation.rs");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return wire.post(wire.at("/oauth2/token"), form).body();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
