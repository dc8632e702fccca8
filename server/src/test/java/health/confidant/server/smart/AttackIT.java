package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Attacks on the authorization server, each as its request. Forged access tokens (alg none, key confusion, foreign kid,
 * wrong iss, aud and times, id token as access token) are in {@code AccessTokenTest}, those on passwords in {@code
 * SignInTest} and {@code SignInThrottleTest}, those on the second step in {@link SecondFactorIT}.
 */
class AttackIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PASSWORD = "lantern-orchid-68-velvet";
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static App maya;

    @BeforeAll
    static void signIn() {
        maya = new App(SERVER);
        maya.signIn("maya");
    }

    private static Map<String, String> code(App app) {
        return app.redemption(
                "individual-portal",
                App.query(App.location(app.authorize(app.request("individual-portal", "patient/*.rs"))))
                        .get("code"));
    }

    @Test
    void pkceCannotBeLeftOutWeakenedOrGuessed() {
        for (Consumer<Map<String, String>> attack : List.<Consumer<Map<String, String>>>of(
                request -> request.remove("code_challenge"),
                request -> request.remove("code_challenge_method"),
                request -> request.put("code_challenge_method", "plain"))) {
            Map<String, String> request = maya.request("individual-portal", "patient/*.rs");
            attack.accept(request);
            assertThat(App.query(App.location(maya.authorize(request)))).containsEntry("error", "invalid_request");
        }
        for (String verifier : new String[] {null, "", App.random(), App.challenge(maya.verifier)}) {
            Map<String, String> form = code(maya);
            if (verifier == null) {
                form.remove("code_verifier");
            } else {
                form.put("code_verifier", verifier);
            }
            assertThat(maya.token(form).statusCode())
                    .as(String.valueOf(verifier))
                    .isIn(400, 401);
        }
    }

    @Test
    void aCodeIsWorthNothingToAnotherAppAndNothingTwice() {
        Map<String, String> injected = code(maya);
        injected.put("client_id", "couples-portal");
        assertThat(maya.token(injected).body()).contains("invalid_grant");
        Map<String, String> form = code(maya);
        String token = App.json(maya.token(form)).path("access_token").asText();
        assertThat(maya.token(form).body()).contains("invalid_grant");
        assertThat(SERVER.send(token, "GET", "/Patient?_summary=count", null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void noAnswerGoesToAnAddressThatIsNotRegistered() {
        for (String uri : List.of(
                App.REDIRECT + "/",
                App.REDIRECT + "?next=https://evil.example",
                "http://127.0.0.1:8766/callback",
                "http://127.0.0.1:8765@evil.example/callback",
                "//evil.example/callback",
                "https://evil.example")) {
            Map<String, String> request = maya.request("individual-portal", "patient/*.rs");
            request.put("redirect_uri", uri);
            HttpResponse<String> answer = maya.authorize(request);
            assertThat(answer.statusCode()).as(uri).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.body()).doesNotContain("evil.example");
        }
        assertThat(App.location(maya.get("/login?continue=https://evil.example")))
                .isEqualTo("/account");
    }

    @Test
    void scopesCannotBeRaisedAboveWhatAppAndUserHave() {
        for (String scope : List.of("system/*.rs", "user/*.cruds", "patient/*.sr", "patient/*.cruds admin")) {
            Map<String, String> request = maya.request("individual-portal", scope);
            assertThat(App.query(App.location(maya.authorize(request))))
                    .as(scope)
                    .containsEntry("error", "invalid_scope");
        }
        JsonNode token = App.json(maya.token(code(maya)));
        assertThat(token.path("scope").asText()).isEqualTo("patient/*.rs");
    }

    /** Launch CSRF: somebody else's launch value, planted in a link, gives no context to the one who follows it. */
    @Test
    void aPlantedLaunchAndAnInventedContextGiveNothing() {
        Map<String, String> request = maya.request("test-public", "launch patient/Patient.rs");
        request.put("launch", App.random());
        assertThat(App.query(App.location(maya.authorize(request)))).containsEntry("error", "invalid_request");
        Map<String, String> invented = maya.request("test-public", "launch/patient patient/Patient.rs");
        invented.put("patient", "Patient/other");
        invented.put("health.confidant.server.authorization.NarrowedScopes.patient", "Patient/other");
        JsonNode token = App.json(
                maya.token(maya.redemption("test-public", maya.allowed(invented).get("code"))));
        assertThat(token.path("patient").asText()).doesNotContain("other");
    }

    @Test
    void aConsentOfOnePersonIsNoUseToAnother() {
        App daniel = new App(SERVER);
        daniel.signIn("daniel");
        String page = maya.consentPage(maya.request("test-public", "launch/patient patient/Patient.rs"));
        App.Form stolen = App.form(page, "/oauth2/authorize");
        HttpResponse<String> answer = daniel.submit(stolen);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(daniel.get("/oauth2/consent?client_id=test-public&state=" + stolen.field("state"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSessionThatSomebodyPlantedIsLeftBehindAtEachStep() {
        String login = "f" + UUID.randomUUID();
        SERVER.bean(Accounts.class)
                .create(login, PASSWORD, App.ref("Practitioner/lee"), Set.of(Role.COUPLES_THERAPIST));
        SERVER.bean(OneTimePasswords.class).enrol(login, SECRET);
        App app = new App(SERVER);
        HttpResponse<String> page = app.get("/login");
        String planted = cookie(page);
        App.Form form = App.form(page.body(), "/login");
        form.set("login", login);
        form.set("password", PASSWORD);
        String half = cookie(app.submit(form));
        assertThat(half).isNotEqualTo(planted);
        assertThat(opens(planted, "/login/second")).as("the second step").isFalse();
        assertThat(opens(half, "/login/second")).isTrue();
        App.Form second = App.form(app.get("/login/second").body(), "/login/second");
        second.set("code", OneTimePasswords.code(SECRET, Instant.now()));
        String whole = cookie(app.submit(second));
        assertThat(whole).isNotEqualTo(half).isNotEqualTo(planted);
        assertThat(opens(whole, "/account")).isTrue();
        for (String old : List.of(planted, half)) {
            assertThat(opens(old, "/account")).isFalse();
            assertThat(opens(old, "/login/second")).isFalse();
        }
    }

    /** The session that an answer starts, as somebody else could send it. */
    private static String cookie(HttpResponse<String> answer) {
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("confidant=").contains("HttpOnly", "SameSite=Lax");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static boolean opens(String cookie, String path) {
        return new App(SERVER).get(path, "Cookie", cookie).statusCode() == 200;
    }

    @Test
    void formsOfOtherSitesDoNothing() {
        for (String path : List.of(
                "/account/disconnect",
                "/account/end-sessions",
                "/account/password",
                "/account/recovery",
                "/launcher",
                "/oauth2/consent/patient",
                "/logout",
                "/passkey/options")) {
            assertThat(maya.post(path, Map.of("app", "x")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void noTokenTravelsInAUrl() {
        String token = SERVER.token("maya", "individual-portal");
        assertThat(SERVER.send(null, "GET", "/Patient?access_token=" + token, null)
                        .statusCode())
                .isEqualTo(401);
        Map<String, String> form = code(maya);
        assertThat(maya.post("/oauth2/token?" + App.encode(List.copyOf(form.entrySet())), Map.of())
                        .statusCode())
                .isEqualTo(400);
        Map<String, String> implicit = maya.request("individual-portal", "patient/*.rs");
        implicit.put("response_type", "token");
        assertThat(App.query(location(maya.authorize(implicit)))).doesNotContainKey("access_token");
    }

    @Test
    void noCodeTokenOrPasswordIsLogged() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            root.error("a line that is certainly there");
            Map<String, String> form = code(maya);
            JsonNode token = App.json(maya.token(form));
            maya.token(form);
            SERVER.send(token.path("access_token").asText() + "x", "GET", "/Patient", null);
            App wrong = new App(SERVER);
            App.Form attempt = App.form(wrong.get("/login").body(), "/login");
            attempt.set("login", "maya");
            attempt.set("password", "the wrong lantern");
            wrong.submit(attempt);
            String lines = log.list.stream()
                    .map(event -> event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : event.getThrowableProxy().getMessage()))
                    .collect(Collectors.joining("\n"));
            assertThat(lines)
                    .contains("certainly there")
                    .doesNotContain(
                            form.get("code"),
                            form.get("code_verifier"),
                            token.path("access_token").asText(),
                            "the wrong lantern",
                            SERVER.credentials("maya").password());
        } finally {
            root.detachAppender(log);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void theTwoPortalsAreNotMixedUp() {
        Map<String, String> form = code(maya);
        form.put("client_id", "couples-portal");
        assertThat(maya.token(form).statusCode()).isEqualTo(400);
        Map<String, String> response =
                App.query(App.location(maya.authorize(maya.request("couples-portal", "patient/*.rs"))));
        Map<String, String> other = maya.redemption("individual-portal", response.get("code"));
        assertThat(maya.token(other).body()).contains("invalid_grant");
    }

    private static ECKey key() {
        try {
            return ECKey.parse(SERVER.credentials("northside-ehr").password());
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("northside-ehr")
                .subject("northside-ehr")
                .audience(SERVER.base() + "/oauth2/token")
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID("northside-ehr");
    }

    private static HttpResponse<String> backend(String assertion) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", "system/*.rs");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return new App(SERVER).token(form);
    }

    /** Requirement 78: and five minutes without a refresh token. */
    @Test
    void anAssertionProvesTheClientOnce() throws Exception {
        String assertion = signed(header().build(), claims().build(), key());
        HttpResponse<String> answer = backend(assertion);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(App.json(answer).path("expires_in").asInt()).isBetween(1, 300);
        assertThat(App.json(answer).has("refresh_token")).isFalse();
        assertThat(backend(assertion).statusCode()).isEqualTo(401);
    }

    @Test
    void anAssertionThatIsForgedOrForSomethingElseProvesNothing() throws Exception {
        ECKey foreign = new ECKeyGenerator(Curve.P_384).keyID("northside-ehr").generate();
        Map<String, String> attacks = new HashMap<>();
        attacks.put("alg none", new PlainJWT(claims().build()).serialize());
        attacks.put("foreign key", signed(header().build(), claims().build(), foreign));
        attacks.put(
                "key in the header", signed(header().jwk(foreign.toPublicJWK()).build(), claims().build(), foreign));
        attacks.put("foreign kid", signed(header().keyID("../../x").build(), claims().build(), key()));
        attacks.put("no kid", signed(header().keyID(null).build(), claims().build(), foreign));
        attacks.put(
                "wrong audience",
                signed(header().build(), claims().audience("https://x").build(), key()));
        attacks.put(
                "wrong issuer",
                signed(header().build(), claims().issuer("harbor-health-plan").build(), key()));
        attacks.put(
                "wrong subject", signed(header().build(), claims().subject("x").build(), key()));
        attacks.put(
                "expired",
                signed(header().build(), claims().expirationTime(at(-60)).build(), key()));
        attacks.put(
                "too long",
                signed(header().build(), claims().expirationTime(at(3600)).build(), key()));
        attacks.put(
                "not yet valid",
                signed(header().build(), claims().notBeforeTime(at(120)).build(), key()));
        attacks.put("no jti", signed(header().build(), claims().jwtID(null).build(), key()));
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("northside-ehr").build(), claims().build());
        confused.sign(new MACSigner(key().toPublicJWK().toJSONString().getBytes()));
        attacks.put("public key as secret", confused.serialize());
        attacks.forEach((name, assertion) ->
                assertThat(backend(assertion).statusCode()).as(name).isIn(400, 401));
    }

    private static Date at(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    void noUrlOfAnAssertionIsFetched() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer trap = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        trap.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        trap.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + trap.getAddress().getPort() + "/keys");
            ECKey foreign =
                    new ECKeyGenerator(Curve.P_384).keyID("northside-ehr").generate();
            JWSHeader header = header().jwkURL(uri).x509CertURL(uri).build();
            assertThat(backend(signed(header, claims().build(), foreign)).statusCode())
                    .isEqualTo(401);
            assertThat(asked).hasValue(0);
        } finally {
            trap.stop(0);
        }
    }

    @Test
    void aBackendSaysItsPurposeWithinWhatItIsRegisteredFor() throws Exception {
        assertThat(backend(asserting("urn:oid:2.16.840.1.113883.5.8#TREAT")).statusCode())
                .isEqualTo(200);
        for (String purpose : List.of("urn:oid:2.16.840.1.113883.5.8#HRESCH", "TREAT", "urn:oid:1.2.3#TREAT")) {
            HttpResponse<String> answer = backend(asserting(purpose));
            assertThat(answer.statusCode()).as(purpose).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_grant");
        }
    }

    private static String asserting(String purpose) throws Exception {
        Map<String, Object> b2b = Map.of(
                "version", "1",
                "organization_id", "https://northside.example",
                "purpose_of_use", List.of(purpose));
        return signed(
                header().build(),
                claims().claim("extensions", Map.of("hl7-b2b", b2b)).build(),
                key());
    }
}
