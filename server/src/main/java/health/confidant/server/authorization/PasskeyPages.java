package health.confidant.server.authorization;

import health.confidant.server.authentication.Passkeys;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What the browser's script says about passkeys, in JSON. A challenge is taken out of the session before the answer is
 * looked at, so that none is answered twice.
 */
final class PasskeyPages {
    private static final String PROVE = PasskeyPages.class.getName() + ".prove";
    private static final String ENROL = PasskeyPages.class.getName() + ".enrol";
    private static final int LONGEST = 20_000;

    private final Pages pages;
    private final SignInFlow flow;
    private final Accounts accounts;
    private final Passkeys passkeys;

    PasskeyPages(Pages pages, SignInFlow flow, Accounts accounts, Passkeys passkeys) {
        this.pages = pages;
        this.flow = flow;
        this.accounts = accounts;
        this.passkeys = passkeys;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST("/login/passkey/options", this::ask)
                .POST("/login/passkey", this::prove)
                .POST("/passkey/options", this::offer)
                .POST("/passkey", this::enrol)
                .build();
    }

    private ServerResponse ask(ServerRequest request) {
        Optional<String> login = flow.pending(request.servletRequest()).map(SignInFlow.Pending::login);
        return challenge(request, PROVE, passkeys.prove(login));
    }

    /** Without a password it is a whole sign-in, since a passkey is two factors; after one it must be the same person's. */
    private ServerResponse prove(ServerRequest request) throws ServletException, IOException {
        HttpServletRequest http = request.servletRequest();
        Optional<String> waiting = flow.pending(http).map(SignInFlow.Pending::login);
        Optional<String> login = taken(http, PROVE)
                .flatMap(options -> body(request).flatMap(answer -> passkeys.proved(options, answer)))
                .filter(proved -> waiting.isEmpty() || waiting.get().equals(proved))
                .filter(proved -> accounts.find(proved)
                        .filter(account -> !account.disabled())
                        .isPresent());
        if (login.isEmpty()) {
            return ServerResponse.badRequest().body(Map.of("next", "/login?error"));
        }
        return Json.next(response -> waiting.isPresent()
                ? flow.second(http, response, SignedIn.PASSKEY)
                : flow.first(http, response, login.get(), SignedIn.PASSKEY));
    }

    private ServerResponse offer(ServerRequest request) {
        return owner(request)
                .map(login -> challenge(request, ENROL, passkeys.enrol(login)))
                .orElseGet(() -> ServerResponse.status(403).build());
    }

    private ServerResponse enrol(ServerRequest request) {
        HttpServletRequest http = request.servletRequest();
        boolean enrolled = owner(request).isPresent()
                && taken(http, ENROL)
                        .flatMap(options -> body(request).map(answer -> passkeys.enrolled(options, answer)))
                        .orElse(false);
        if (!enrolled) {
            return ServerResponse.badRequest().body(Map.of("next", "/account?error"));
        }
        return pages.person().isPresent()
                ? ServerResponse.ok().body(Map.of("next", "/account?done"))
                : Json.next(response -> flow.second(http, response, SignedIn.PASSKEY));
    }

    /** Somebody signed in, or somebody with a first factor who must set up a second and has none. */
    private Optional<String> owner(ServerRequest request) {
        return pages.person().map(SignedIn::login).or(() -> flow.pending(request.servletRequest())
                .map(SignInFlow.Pending::login)
                .filter(login -> !flow.enrolled(login)));
    }

    private static ServerResponse challenge(ServerRequest request, String name, Passkeys.Challenge challenge) {
        request.servletRequest().getSession().setAttribute(name, challenge.options());
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(challenge.json());
    }

    private static Optional<Object> taken(HttpServletRequest http, String name) {
        HttpSession session = http.getSession();
        Object options = session.getAttribute(name);
        session.removeAttribute(name);
        return Optional.ofNullable(options);
    }

    private static Optional<String> body(ServerRequest request) {
        try {
            String body = request.body(String.class);
            return body.length() > LONGEST ? Optional.empty() : Optional.of(body);
        } catch (ServletException | IOException e) {
            return Optional.empty();
        }
    }
}
