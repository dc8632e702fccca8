package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

class SignInTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
    }

    /** All tests come from one address; none shall suffer from another's failures. */
    @AfterEach
    void forget() {
        server.database.update("delete from confidant.sign_in_throttle");
    }

    @Test
    void wrongPasswordUnknownLoginAndDisabledAccountHaveOneAnswer() throws Exception {
        server.accounts.create("gone", TestServer.PASSWORD, "Patient/gone", Set.of(Role.PATIENT));
        server.accounts.disable("gone", true);
        String wrong = attempt("ana", "not the password");
        assertThat(wrong).contains("That did not work");
        assertThat(attempt("nobody", "not the password")).isEqualTo(wrong);
        assertThat(attempt("gone", TestServer.PASSWORD)).isEqualTo(wrong);
        assertThat(attempt("ana", "x".repeat(300))).isEqualTo(wrong);
        assertThat(attempt("ana", TestServer.PASSWORD)).contains("You are signed in");
    }

    /** The fastest of several tries, so that a busy machine does not hide a short cut. */
    @Test
    void anUnknownLoginTakesAsLongAsAKnownOne() {
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 9; i++) {
            known = Math.min(known, nanos("ana"));
            unknown = Math.min(unknown, nanos("nobody"));
        }
        assertThat((double) known / unknown).isBetween(0.6, 1.7);
    }

    @Test
    void tooManyTriesCloseTheDoorForTheRightPasswordTooAndLookTheSame() throws Exception {
        String wrong = attempt("kim", "not the password");
        for (int i = 0; i < 8; i++) {
            attempt("kim", "not the password");
        }
        assertThat(attempt("kim", TestServer.PASSWORD)).isEqualTo(wrong);
        assertThat(attempt("ana", TestServer.PASSWORD)).contains("You are signed in");
    }

    @Test
    void changesTheSessionIdAtSignInAndHidesTheCookieFromScripts() throws Exception {
        Wire wire = new Wire(server.base);
        HttpResponse<String> form = wire.get(wire.at("/login"));
        HttpResponse<String> answer = wire.post(wire.at("/login"), fields(form, "ana", TestServer.PASSWORD));
        String before = form.headers().firstValue("Set-Cookie").orElseThrow();
        String after = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(before).startsWith("confidant=").contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(after.split(";")[0]).isNotEqualTo(before.split(";")[0]);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        Wire wire = new Wire(server.base);
        wire.get(wire.at("/login"));
        Map<String, String> fields = Map.of("login", "ana", "password", TestServer.PASSWORD);
        assertThat(wire.post(wire.at("/login"), fields).statusCode()).isEqualTo(403);
        assertThat(wire.get(wire.at("/login")).body()).contains("name=\"password\"");
    }

    @Test
    void whatIsNotOfferedIsNotThere() throws Exception {
        Wire wire = new Wire(server.base);
        assertThat(attempt(wire, "ana", TestServer.PASSWORD)).contains("You are signed in");
        for (String path : List.of(
                "/secret",
                "/",
                "/error",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/connect/register",
                "/oauth2/device_authorization",
                "/oauth2/par",
                "/swagger-ui/index.html")) {
            assertThat(wire.get(wire.at(path)).statusCode()).as(path).isEqualTo(404);
            assertThat(new Wire(server.base).get(wire.at(path)).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(wire.get(wire.at("/actuator/health")).body()).contains("UP");
    }

    @Test
    void aSessionDoesNotOpenTheApi() throws Exception {
        Wire wire = new Wire(server.base);
        assertThat(attempt(wire, "ana", TestServer.PASSWORD)).contains("You are signed in");
        assertThat(wire.get(wire.at("/fhir/caller")).statusCode()).isEqualTo(401);
    }

    @Test
    void sendsSecurityHeaders() throws Exception {
        Wire wire = new Wire(server.base);
        HttpResponse<String> answer = wire.get(wire.at("/login"));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    private static String attempt(String login, String password) throws Exception {
        return attempt(new Wire(server.base), login, password);
    }

    /** The page after the attempt, without its random token. */
    private static String attempt(Wire wire, String login, String password) throws Exception {
        HttpResponse<String> form = wire.get(wire.at("/login"));
        HttpResponse<String> answer = wire.post(wire.at("/login"), fields(form, login, password));
        String next = answer.headers().firstValue("Location").orElseThrow();
        String page = wire.get(wire.at("/").resolve(next)).body();
        return page.replaceAll("value=\"[^\"]+\"", "");
    }

    private static Map<String, String> fields(HttpResponse<String> form, String login, String password) {
        Matcher csrf = CSRF.matcher(form.body());
        assertThat(csrf.find()).isTrue();
        return Map.of("login", login, "password", password, "_csrf", csrf.group(1));
    }

    private long nanos(String login) {
        forget();
        AuthenticationManager signIn = server.context.getBean(AuthenticationManager.class);
        long start = System.nanoTime();
        assertThatThrownBy(() -> signIn.authenticate(
                        UsernamePasswordAuthenticationToken.unauthenticated(login, "not the password")))
                .isInstanceOf(BadCredentialsException.class);
        return System.nanoTime() - start;
    }
}
