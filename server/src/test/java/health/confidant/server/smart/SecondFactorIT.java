package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authentication.RecoveryCodes;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Credentials;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-in with two steps: nothing opens before the second, nothing opens it twice. */
class SecondFactorIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PASSWORD = "lantern-orchid-68-velvet";
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Accounts accounts = SERVER.bean(Accounts.class);
    private final OneTimePasswords codes = SERVER.bean(OneTimePasswords.class);

    /** All tests come from one address; none shall suffer from another's failures. */
    @AfterEach
    void forget() {
        SERVER.administrator().update("delete from confidant.sign_in_throttle");
    }

    private String clinician(boolean enrolled) {
        String login = "s" + UUID.randomUUID();
        accounts.create(login, PASSWORD, App.ref("Practitioner/lee"), Set.of(Role.COUPLES_THERAPIST));
        if (enrolled) {
            codes.enrol(login, SECRET);
        }
        return login;
    }

    private String patient() {
        String login = "p" + UUID.randomUUID();
        accounts.create(login, PASSWORD, App.ref("Patient/tomas"), Set.of(Role.PATIENT));
        return login;
    }

    private static App afterPassword(String login) {
        App app = new App(SERVER);
        App.Form form = App.form(app.get("/login").body(), "/login");
        form.set("login", login);
        form.set("password", PASSWORD);
        assertThat(App.location(app.submit(form))).startsWith("/login/");
        return app;
    }

    private static HttpResponse<String> second(App app, String code) {
        App.Form form = App.form(app.get("/login/second").body(), "/login/second");
        form.set("code", code);
        return app.submit(form);
    }

    private static String now(int steps) {
        return OneTimePasswords.code(SECRET, Instant.now().plusSeconds(30L * steps));
    }

    /** Requirement 83. */
    @Test
    void aPasswordAloneOpensNothingForStaff() {
        App app = afterPassword(clinician(true));
        for (String page : List.of("/account", "/launcher", "/operator/clients")) {
            HttpResponse<String> answer = app.get(page);
            assertThat(App.location(answer)).as(page).endsWith("/login");
        }
        Map<String, String> request = app.request("clinician-app", "user/*.rs");
        assertThat(App.location(app.authorize(request))).endsWith("/login");
        assertThat(app.post("/account/disconnect", Map.of("app", "x")).statusCode())
                .isIn(302, 403);
    }

    @Test
    void theRightCodeOpensAndTheTokenSaysSo() throws Exception {
        String login = clinician(true);
        App app = new App(SERVER);
        app.signIn(new Credentials(login, PASSWORD, Optional.of(SECRET)));
        String code = App.query(App.location(app.authorize(app.request("clinician-app", "openid user/*.rs"))))
                .get("code");
        JsonNode token = App.json(app.token(app.redemption("clinician-app", code)));
        SignedJWT access = SignedJWT.parse(token.path("access_token").asText());
        assertThat(access.getJWTClaimsSet().getStringClaim("acr")).isEqualTo("urn:confidant:acr:multi-factor");
        assertThat(access.getJWTClaimsSet().getDateClaim("auth_time").toInstant())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));
        assertThat(SignedJWT.parse(token.path("id_token").asText())
                        .getJWTClaimsSet()
                        .getStringListClaim("amr"))
                .containsExactly("pwd", "otp");
    }

    @Test
    void aCodeWorksOnceAlsoForTwentyAtOnce() throws Exception {
        String login = clinician(true);
        List<App> apps =
                IntStream.range(0, 4).mapToObj(i -> afterPassword(login)).toList();
        String code = now(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> tries = apps.stream()
                    .map(app -> (Callable<String>) () -> App.location(second(app, code)))
                    .toList();
            long opened = 0;
            for (Future<String> answer : threads.invokeAll(tries)) {
                opened += answer.get().startsWith("/login") ? 0 : 1;
            }
            assertThat(opened).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void guessingCodesPausesAlsoForTheRightOne() {
        String login = clinician(true);
        App app = afterPassword(login);
        for (int i = 0; i < 8; i++) {
            assertThat(App.location(second(app, "00000" + i))).isEqualTo("/login/second?error");
        }
        assertThat(App.location(second(app, now(0)))).isEqualTo("/login/second?error");
    }

    @Test
    void staffWithoutASecondStepSetOneUpBeforeAnythingOpens() {
        String login = clinician(false);
        App app = afterPassword(login);
        assertThat(App.location(app.get("/account"))).endsWith("/login");
        String page = app.get("/login/enrol").body();
        String secret = page.replaceAll("(?s).*<code class=\"key\">([A-Z2-7]+)</code>.*", "$1");
        App.Form form = App.form(page, "/login/enrol");
        form.set("code", "123456");
        assertThat(App.location(app.submit(form))).isEqualTo("/login/enrol?error");
        form = App.form(app.get("/login/enrol").body(), "/login/enrol");
        form.set("code", OneTimePasswords.code(secret, Instant.now()));
        assertThat(App.location(app.submit(form))).endsWith("/account");
        assertThat(app.get("/account").body()).contains("Codes from an authenticator app are set up.");
    }

    @Test
    void aPatientSignsInWithAPasswordAndIsLedToASecondStep() throws Exception {
        App app = new App(SERVER);
        app.signIn(new Credentials(patient(), PASSWORD, Optional.empty()));
        assertThat(app.get("/account").body()).contains("Set up a second step");
        String code = App.query(App.location(app.authorize(app.request("individual-portal", "patient/*.rs"))))
                .get("code");
        JsonNode token = App.json(app.token(app.redemption("individual-portal", code)));
        assertThat(SignedJWT.parse(token.path("access_token").asText())
                        .getJWTClaimsSet()
                        .getStringClaim("acr"))
                .isEqualTo("urn:confidant:acr:password");
    }

    @Test
    void aRecoveryCodeStandsInOnce() {
        String login = clinician(true);
        String recovery = SERVER.bean(RecoveryCodes.class).renew(login).get(0);
        assertThat(App.location(second(afterPassword(login), recovery))).isEqualTo("/account");
        assertThat(App.location(second(afterPassword(login), recovery))).isEqualTo("/login/second?error");
    }

    @Test
    void anAppCanAskForAFreshSignInAndNoLoopFollows() {
        String login = patient();
        App app = new App(SERVER);
        app.signIn(new Credentials(login, PASSWORD, Optional.empty()));
        Map<String, String> request = app.request("individual-portal", "openid patient/*.rs");
        assertThat(App.query(App.location(app.authorize(request)))).containsKey("code");
        request.put("prompt", "login");
        assertThat(App.location(app.authorize(request))).isEqualTo("/login?again");
        App.Form form = App.form(app.get("/login?again").body(), "/login");
        form.set("login", login);
        form.set("password", PASSWORD);
        String back = App.location(app.submit(form));
        assertThat(App.query(App.location(app.get(back)))).containsKey("code");
        Map<String, String> none = app.request("individual-portal", "openid patient/*.rs");
        none.put("prompt", "none");
        assertThat(App.query(App.location(new App(SERVER).authorize(none)))).containsEntry("error", "login_required");
        request.remove("prompt");
        request.put("acr_values", "urn:confidant:acr:multi-factor");
        assertThat(App.location(app.authorize(request))).isEqualTo("/login?again");
    }

    @Test
    void aBreachedOrShortPasswordIsRefused() {
        for (String weak : List.of("password1234", "short", "aaaaaaaaaaaaaaaa", "qwertyuiopasdf")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> accounts.create(
                            "w" + UUID.randomUUID(), weak, App.ref("Patient/tomas"), Set.of(Role.PATIENT))))
                    .as(weak)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sessionsAreListedAndEndedFromAnotherOne() {
        String login = patient();
        Credentials who = new Credentials(login, PASSWORD, Optional.empty());
        App here = new App(SERVER);
        here.signIn(who);
        App there = new App(SERVER);
        there.signIn(who);
        assertThat(there.get("/account").statusCode()).isEqualTo(200);
        App.Form end = App.form(here.get("/account").body(), "/account/end-session");
        assertThat(here.submit(end).statusCode()).isEqualTo(303);
        assertThat(there.get("/account").statusCode()).isEqualTo(302);
        assertThat(here.get("/account").body()).contains("Signed in", "127.0.0.1");
    }

    /** Requirement 83. */
    @Test
    void anIdleSessionAndAnOldOneEnd() {
        String login = patient();
        App app = new App(SERVER);
        app.signIn(new Credentials(login, PASSWORD, Optional.empty()));
        SERVER.administrator()
                .update("update confidant.session set seen_at = now() - interval '16 minutes' where login = ?", login);
        assertThat(app.get("/account").statusCode()).isEqualTo(302);
        app.signIn(new Credentials(login, PASSWORD, Optional.empty()));
        assertThat(app.get("/account").statusCode()).isEqualTo(200);
        SERVER.administrator()
                .update("update confidant.session set started_at = now() - interval '13 hours' where login = ?", login);
        assertThat(app.get("/account").statusCode()).isEqualTo(302);
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        String login = patient();
        Credentials who = new Credentials(login, PASSWORD, Optional.empty());
        App here = new App(SERVER);
        here.signIn(who);
        App there = new App(SERVER);
        there.signIn(who);
        App.Form form = App.form(here.get("/account").body(), "/account/password");
        form.set("password", PASSWORD);
        form.set("fresh", "password1234");
        assertThat(App.location(here.submit(form))).isEqualTo("/account?error");
        form = App.form(here.get("/account").body(), "/account/password");
        form.set("password", PASSWORD);
        form.set("fresh", "harbor-candle-77-plum");
        assertThat(App.location(here.submit(form))).isEqualTo("/account?done");
        assertThat(there.get("/account").statusCode()).isEqualTo(302);
        assertThat(here.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void theSecretsOfSecondStepsAreNotReadableInTheDatabase() {
        String login = clinician(true);
        byte[] stored = SERVER.administrator()
                .queryForObject("select secret from confidant.totp where login = ?", byte[].class, login);
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("12345678901234567890");
    }
}
