package health.confidant.server.authorization;

import health.confidant.access.Role;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authentication.Passkeys;
import health.confidant.server.authentication.Sessions;
import health.confidant.server.authentication.SignInHistory;
import health.confidant.server.authentication.SignInHistory.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * A sign-in from its first factor to its last. Whoever is not a patient needs two (45 CFR 164.308(a)(5)(ii)(D); NIST SP
 * 800-63B, section 2.2), and so does a patient who has set up a second. Until then the person is nobody: the first factor
 * waits in the server's own session, for {@link #PATIENCE}, and opens nothing.
 */
final class SignInFlow {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PENDING = SignInFlow.class.getName() + ".pending";

    /** A first factor that waits for the second. */
    record Pending(String login, List<String> factors, Instant since) implements Serializable {}

    /** What a sign-in needs to know of an account. */
    record Parts(
            Accounts accounts,
            OneTimePasswords codes,
            Passkeys passkeys,
            Sessions sessions,
            SignInHistory history,
            Clock clock) {}

    private final Parts parts;
    private final RequestCache saved;
    private final SecurityContextHolderStrategy contexts;
    private final HttpSessionSecurityContextRepository contextsOfSessions = new HttpSessionSecurityContextRepository();
    private final HttpSessionCsrfTokenRepository forms = new HttpSessionCsrfTokenRepository();

    SignInFlow(Parts parts, RequestCache saved, SecurityContextHolderStrategy contexts) {
        this.parts = parts;
        this.saved = saved;
        this.contexts = contexts;
    }

    /** @return where to go next */
    String first(HttpServletRequest request, HttpServletResponse response, String login, String factor) {
        Account account = parts.accounts().find(login).orElseThrow();
        boolean enrolled = enrolled(login);
        boolean enough = SignedIn.level(List.of(factor)).ordinal() > 0;
        if (enough || !enrolled && !mandatory(account)) {
            return complete(request, response, login, List.of(factor));
        }
        HttpSession session = renewed(request);
        session.setAttribute(
                PENDING, new Pending(login, List.of(factor), parts.clock().instant()));
        return enrolled ? "/login/second" : "/login/enrol";
    }

    /** @return where to go next; to the start if the first factor has been forgotten meanwhile */
    String second(HttpServletRequest request, HttpServletResponse response, String factor) {
        Optional<Pending> pending = pending(request);
        if (pending.isEmpty()) {
            return "/login";
        }
        List<String> factors = new ArrayList<>(pending.get().factors());
        factors.add(factor);
        return complete(request, response, pending.get().login(), factors);
    }

    Optional<Pending> pending(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object pending = session == null ? null : session.getAttribute(PENDING);
        return pending instanceof Pending waiting
                        && parts.clock().instant().isBefore(waiting.since().plus(PATIENCE))
                ? Optional.of(waiting)
                : Optional.empty();
    }

    void forget(HttpServletRequest request) {
        request.getSession().removeAttribute(PENDING);
    }

    boolean enrolled(String login) {
        return parts.codes().enrolled(login) || !parts.passkeys().of(login).isEmpty();
    }

    static boolean mandatory(Account account) {
        return !Set.of(Role.PATIENT).containsAll(account.roles());
    }

    void history(HttpServletRequest request, String login, Outcome outcome) {
        parts.history().add(login, outcome, request.getRemoteAddr(), request.getHeader("User-Agent"));
    }

    void leave(HttpServletRequest request, HttpServletResponse response) {
        SignedIn.of(contexts.getContext().getAuthentication()).ifPresent(person -> {
            parts.sessions().close(person.session());
            history(request, person.login(), Outcome.SIGNED_OUT);
        });
        contexts.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private String complete(
            HttpServletRequest request, HttpServletResponse response, String login, List<String> factors) {
        SignedIn.of(contexts.getContext().getAuthentication())
                .ifPresent(before -> parts.sessions().close(before.session()));
        HttpSession session = renewed(request);
        session.removeAttribute(PENDING);
        String secret = parts.sessions().open(login, factors, request.getRemoteAddr(), request.getHeader("User-Agent"));
        SignedIn person = new SignedIn(login, secret, parts.clock().instant(), factors);
        SecurityContext context = new SecurityContextImpl(person.authentication());
        contexts.setContext(context);
        contextsOfSessions.saveContext(context, request, response);
        history(request, login, Outcome.SIGNED_IN);
        SavedRequest before = saved.getRequest(request, response);
        return before == null ? "/account" : before.getRedirectUrl();
    }

    /** A new session id and a new form token at each step, so that one that somebody planted is worth nothing. */
    private HttpSession renewed(HttpServletRequest request) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        forms.saveToken(null, request, null);
        return session;
    }
}
