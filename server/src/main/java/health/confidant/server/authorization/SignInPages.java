package health.confidant.server.authorization;

import health.confidant.server.authentication.SignInHistory.Outcome;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The sign-in form. It shows nothing that came with the request, and says why it refuses in one way only. */
final class SignInPages {
    private final Pages pages;
    private final SignInFlow flow;
    private final AuthenticationManager passwords;
    private final boolean passkeys;
    private final Optional<SignInProperties.Outside> outside;

    /** @param outside an outside OpenID provider, if there is one; it may be the only way */
    SignInPages(
            Pages pages,
            SignInFlow flow,
            AuthenticationManager passwords,
            boolean passkeys,
            Optional<SignInProperties.Outside> outside) {
        this.pages = pages;
        this.flow = flow;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.outside = outside;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/login", this::show)
                .POST("/login", this::password)
                .POST("/logout", this::leave)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        boolean again = request.param("again").isPresent();
        return pages.person().isPresent() && !again
                ? Pages.to("/account")
                : pages.page(
                        "sign-in",
                        Map.of(
                                "refused",
                                request.param("error").isPresent(),
                                "again",
                                again,
                                "passkeys",
                                passkeys,
                                "local",
                                !onlyOutside(),
                                "outside",
                                outside.map(SignInProperties.Outside::name).orElse("")));
    }

    private boolean onlyOutside() {
        return outside.filter(SignInProperties.Outside::only).isPresent();
    }

    private ServerResponse password(ServerRequest request) {
        if (onlyOutside()) {
            return Pages.to("/login?error");
        }
        UsernamePasswordAuthenticationToken attempt = UsernamePasswordAuthenticationToken.unauthenticated(
                Pages.field(request, "login"), Pages.field(request, "password"));
        attempt.setDetails(new WebAuthenticationDetailsSource().buildDetails(request.servletRequest()));
        try {
            String login = passwords.authenticate(attempt).getName();
            return respond(request, login);
        } catch (AuthenticationException e) {
            flow.history(
                    request.servletRequest(), Accounts.normal(Pages.field(request, "login")), Outcome.WRONG_PASSWORD);
            return Pages.to("/login?error");
        }
    }

    private ServerResponse respond(ServerRequest request, String login) {
        return Pages.then(response -> flow.first(request.servletRequest(), response, login, SignedIn.PASSWORD));
    }

    private ServerResponse leave(ServerRequest request) {
        return Pages.then(response -> {
            flow.leave(request.servletRequest(), response);
            return "/login";
        });
    }
}
