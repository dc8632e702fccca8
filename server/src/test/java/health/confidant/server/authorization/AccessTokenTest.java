package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.access.Role;
import health.confidant.server.authentication.OneTimePasswords;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forged tokens are recorded in the database like issued ones, so that nothing but the forgery can be refused. */
class AccessTokenTest {
    private static TestServer server;
    private static RSAKey key;
    private static JWTClaimsSet good;
    private static String issued;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
        key = RSAKey.parse(Files.readString(server.keys.resolve("token-signing.jwk")));
        issued = server.token();
        good = SignedJWT.parse(issued).getJWTClaimsSet();
    }

    @Test
    void acceptsATokenThatIsRightInEveryRespect() throws Exception {
        assertThat(status(signed(header(b -> {}), claims(c -> {}), new RSASSASigner(key))))
                .isEqualTo(200);
    }

    @Test
    void refusesWrongClaims() throws Exception {
        assertThat(status(claims(c -> c.issuer("https://elsewhere.example")))).isEqualTo(401);
        assertThat(status(claims(c -> c.issuer(null)))).isEqualTo(401);
        assertThat(status(claims(c -> c.audience("https://elsewhere.example/fhir"))))
                .isEqualTo(401);
        assertThat(status(claims(c -> c.audience((String) null)))).isEqualTo(401);
        assertThat(status(claims(c -> c.expirationTime(in(-60))))).isEqualTo(401);
        assertThat(status(claims(c -> c.expirationTime(null)))).isEqualTo(401);
        assertThat(status(claims(c -> c.notBeforeTime(in(60))))).isEqualTo(401);
        assertThat(status(claims(c -> c.subject("kim")))).isEqualTo(401);
        assertThat(status(claims(c -> c.claim("client_id", "clinic-portal")))).isEqualTo(401);
        assertThat(status(claims(c -> c.claim("reference", "Patient/ben")))).isEqualTo(401);
        assertThat(status(claims(c -> c.claim("cnf", Map.of("jkt", "x"))))).isEqualTo(401);
    }

    @Test
    void aRoleThatTheDatabaseDoesNotKnowIsNotGained() throws Exception {
        String token = signed(
                header(b -> {}),
                claims(c ->
                        c.claim("roles", Set.of("PATIENT", "OPERATOR").stream().toList())),
                new RSASSASigner(key));
        record(token);
        assertThat(server.fhir("/caller", token).body()).contains("roles=[PATIENT]");
    }

    @Test
    void refusesOtherKeysAlgorithmsAndTypes() throws Exception {
        JWTClaimsSet claims = claims(c -> {});
        RSAKey stranger = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        assertThat(status(signed(header(b -> {}), claims, new RSASSASigner(stranger))))
                .isEqualTo(401);
        assertThat(status(signed(header(b -> b.keyID("unknown")), claims, new RSASSASigner(key))))
                .isEqualTo(401);
        assertThat(status(signed(header(b -> b.keyID("../../x")), claims, new RSASSASigner(key))))
                .isEqualTo(401);
        assertThat(status(signed(header(b -> b.type(null)), claims, new RSASSASigner(key))))
                .isEqualTo(401);
        assertThat(status(signed(header(b -> b.type(JOSEObjectType.JWT)), claims, new RSASSASigner(key))))
                .isEqualTo(401);
        assertThat(status(signed(header(b -> b.jwk(stranger.toPublicJWK())), claims, new RSASSASigner(stranger))))
                .isEqualTo(401);
        assertThat(status(signed(other(JWSAlgorithm.RS384), claims, new RSASSASigner(key))))
                .isEqualTo(401);
        JWSSigner publicKeyAsSecret = new MACSigner(key.toPublicKey().getEncoded());
        assertThat(status(signed(other(JWSAlgorithm.HS256), claims, publicKeyAsSecret)))
                .isEqualTo(401);
        assertThat(status(new PlainJWT(claims).serialize())).isEqualTo(401);
    }

    @Test
    void refusesATamperedTokenAndGarbage() throws Exception {
        String[] parts = issued.split("\\.");
        String payload = new String(java.util.Base64.getUrlDecoder().decode(parts[1])).replace("PATIENT", "OPERATOR");
        parts[1] = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes());
        assertThat(status(String.join(".", parts))).isEqualTo(401);
        assertThat(status(issued.substring(0, issued.lastIndexOf('.') + 1))).isEqualTo(401);
        assertThat(server.fhir("/caller", "garbage").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAnIdTokenAndATokenThatWasNeverIssued() throws Exception {
        CodeFlow app = server.app();
        String verifier = CodeFlow.random();
        var request = app.request(TestServer.SCOPES, "s", CodeFlow.challenge(verifier));
        var code = CodeFlow.answer(app.signIn(
                        app.wire().at("/oauth2/authorize?" + Wire.encode(request)), TestServer.credentials("ana")))
                .get("code");
        String body = app.wire()
                .post(app.wire().at("/oauth2/token"), app.redemption(code, verifier))
                .body();
        String id = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(body)
                .path("id_token")
                .asText();
        assertThat(status(id)).isEqualTo(401);
        String unrecorded = signed(header(b -> {}), claims(c -> c.jwtID("never issued")), new RSASSASigner(key));
        assertThat(server.fhir("/caller", unrecorded).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesATokenAnywhereButInTheHeader() throws Exception {
        assertThat(server.fhir("/caller?access_token=" + issued, null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void disabledAccountIsRefusedAtTheNextRequest() throws Exception {
        server.accounts.create("eve", TestServer.PASSWORD, "Patient/eve", Set.of(Role.PATIENT));
        String token = TokenCommand.authorizationCode(
                server.base, TestServer.APP, TestServer.REDIRECT, "eve", TestServer.PASSWORD, TestServer.SCOPES);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
        server.accounts.disable("eve", true);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
    }

    @Test
    void removedRoleIsGoneAtTheNextRequest() throws Exception {
        server.accounts.create(
                "lee", TestServer.PASSWORD, "Practitioner/lee", Set.of(Role.COUPLES_THERAPIST, Role.PRESCRIBER));
        server.context.getBean(OneTimePasswords.class).enrol("lee", TestServer.CODES);
        String token = new Browser(
                        server.base, new Credentials("lee", TestServer.PASSWORD, Optional.of(TestServer.CODES)))
                .token("clinic-portal", java.net.URI.create("http://127.0.0.1:7777/callback"), "user/*.rs");
        assertThat(server.fhir("/caller", token).body()).contains("PRESCRIBER", "COUPLES_THERAPIST");
        server.accounts.roles("lee", Set.of(Role.COUPLES_THERAPIST));
        assertThat(server.fhir("/caller", token).body()).contains("roles=[COUPLES_THERAPIST]");
        server.accounts.roles("lee", Set.of());
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
    }

    @Test
    void disabledClientIsRefusedAtTheNextRequest() throws Exception {
        String token = server.clinicToken();
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
        server.clients.disable("clinic-portal", true);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
        server.clients.disable("clinic-portal", false);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
    }

    @Test
    void refusalIsAnOperationOutcomeThatIsTheSameForEveryFault() throws Exception {
        HttpResponse<String> missing = server.fhir("/Patient/1", null);
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(missing.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/fhir+json");
        assertThat(missing.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(missing.body()).contains("OperationOutcome", "\"code\":\"login\"");
        HttpResponse<String> expired = server.fhir("/Patient/1", recorded(claims(c -> c.expirationTime(in(-60)))));
        HttpResponse<String> garbage = server.fhir("/Patient/1", "garbage");
        assertThat(withoutId(expired)).isEqualTo(withoutId(garbage)).isEqualTo(withoutId(missing));
        assertThat(expired.headers().firstValue("WWW-Authenticate"))
                .isEqualTo(garbage.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"invalid_token\"");
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"id\":\"[^\"]+\"", "");
    }

    @Test
    void metadataIsOpen() throws Exception {
        assertThat(server.fhir("/metadata", null).statusCode()).isEqualTo(200);
    }

    private static int status(JWTClaimsSet claims) throws Exception {
        return status(signed(header(b -> {}), claims, new RSASSASigner(key)));
    }

    private static int status(String token) throws Exception {
        record(token);
        return server.fhir("/caller", token).statusCode();
    }

    private static String recorded(JWTClaimsSet claims) throws Exception {
        String token = signed(header(b -> {}), claims, new RSASSASigner(key));
        record(token);
        return token;
    }

    private static void record(String token) {
        server.database.update(
                "insert into confidant.authorization_token (hash, grant_id, kind, scopes, metadata, invalidated)"
                        + " select ?, grant_id, kind, scopes, metadata, false from confidant.authorization_token"
                        + " where hash = ? on conflict do nothing",
                Fingerprint.of(token),
                Fingerprint.of(issued));
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(good);
        change.accept(claims);
        return claims.build();
    }

    private static JWSHeader header(Consumer<JWSHeader.Builder> change) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
        change.accept(header);
        return header.build();
    }

    private static JWSHeader other(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
