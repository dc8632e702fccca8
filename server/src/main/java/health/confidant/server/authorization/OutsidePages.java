package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sign-in by an outside provider. It is a first factor, or both where the provider says so: staff whom it vouches for by
 * one factor still prove their second here.
 */
final class OutsidePages {
    private static final String ATTEMPT = OutsidePages.class.getName();

    private final SignInFlow flow;
    private final Accounts accounts;
    private final OutsideProvider provider;

    OutsidePages(SignInFlow flow, Accounts accounts, OutsideProvider provider) {
        this.flow = flow;
        this.accounts = accounts;
        this.provider = provider;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/login/outside", this::leave)
                .GET("/login/outside/callback", this::arrive)
                .build();
    }

    private ServerResponse leave(ServerRequest request) {
        OutsideProvider.Attempt attempt = OutsideProvider.Attempt.fresh();
        try {
            String there = provider.request(attempt).toString();
            request.servletRequest().getSession().setAttribute(ATTEMPT, attempt);
            return Pages.to(there);
        } catch (IOException e) {
            return Pages.to("/login?error");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Pages.to("/login?error");
        }
    }

    private ServerResponse arrive(ServerRequest request) {
        HttpServletRequest http = request.servletRequest();
        return taken(http)
                .filter(attempt -> attempt.state().equals(Pages.field(request, "state")))
                .flatMap(attempt -> redeemed(attempt, Pages.field(request, "code")))
                .filter(person -> accounts.find(person.login())
                        .filter(account -> !account.disabled())
                        .isPresent())
                .map(person -> Pages.then(response -> flow.first(http, response, person.login(), person.factor())))
                .orElseGet(() -> Pages.to("/login?error"));
    }

    private Optional<OutsideProvider.Person> redeemed(OutsideProvider.Attempt attempt, String code) {
        try {
            return code.isEmpty() ? Optional.empty() : provider.redeem(attempt, code);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<OutsideProvider.Attempt> taken(HttpServletRequest http) {
        HttpSession session = http.getSession();
        Object attempt = session.getAttribute(ATTEMPT);
        session.removeAttribute(ATTEMPT);
        return attempt instanceof OutsideProvider.Attempt known ? Optional.of(known) : Optional.empty();
    }
}
