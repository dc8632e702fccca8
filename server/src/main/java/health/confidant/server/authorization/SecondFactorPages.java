package health.confidant.server.authorization;

import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authentication.Passkeys;
import health.confidant.server.authentication.RecoveryCodes;
import health.confidant.server.authentication.SignInHistory.Outcome;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The second factor of a sign-in: a one-time password, a recovery code or a passkey. Wrong codes are counted with the
 * same counters as wrong passwords, so that guessing one pauses like guessing the other, and each one is a new start.
 */
final class SecondFactorPages {
    private final Pages pages;
    private final SignInFlow flow;
    private final OneTimePasswords codes;
    private final Enrolment enrolment;
    private final RecoveryCodes recovery;
    private final Passkeys passkeys;
    private final SignInThrottle throttle;

    SecondFactorPages(
            Pages pages,
            SignInFlow flow,
            OneTimePasswords codes,
            RecoveryCodes recovery,
            Passkeys passkeys,
            SignInThrottle throttle) {
        this.pages = pages;
        this.flow = flow;
        this.codes = codes;
        this.enrolment = new Enrolment(pages, codes);
        this.recovery = recovery;
        this.passkeys = passkeys;
        this.throttle = throttle;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/login/second", this::show)
                .POST("/login/second", this::prove)
                .GET("/login/enrol", this::offer)
                .POST("/login/enrol", this::confirm)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        Optional<SignInFlow.Pending> pending = flow.pending(request.servletRequest());
        return pending.isEmpty()
                ? Pages.to("/login")
                : pages.page(
                        "second-factor",
                        Map.of(
                                "refused", request.param("error").isPresent(),
                                "codes", codes.enrolled(pending.get().login()),
                                "passkeys",
                                        passkeys.offered()
                                                && !passkeys.of(pending.get().login())
                                                        .isEmpty()));
    }

    private ServerResponse prove(ServerRequest request) {
        Optional<SignInFlow.Pending> pending = flow.pending(request.servletRequest());
        if (pending.isEmpty()) {
            return Pages.to("/login");
        }
        String login = pending.get().login();
        String address = request.servletRequest().getRemoteAddr();
        String code = Pages.field(request, "code").replace(" ", "");
        if (!throttle.admits(counter(login), address)) {
            return refused(request, login);
        }
        boolean once = codes.accept(login, code);
        boolean recovered = !once && code.length() > 6 && recovery.accept(login, code);
        if (!once && !recovered) {
            return refused(request, login);
        }
        throttle.succeeded(counter(login), address);
        if (recovered) {
            flow.history(request.servletRequest(), login, Outcome.RECOVERY_CODE_USED);
        }
        String factor = once ? SignedIn.CODE : SignedIn.RECOVERY;
        return Pages.then(response -> flow.second(request.servletRequest(), response, factor));
    }

    private ServerResponse refused(ServerRequest request, String login) {
        flow.history(request.servletRequest(), login, Outcome.WRONG_SECOND_FACTOR);
        return Pages.to("/login/second?error");
    }

    private static String counter(String login) {
        return login + "\nsecond";
    }

    /** For somebody who must have a second factor and has none: setting one up ends the sign-in. */
    private ServerResponse offer(ServerRequest request) {
        Optional<String> login = unenrolled(request);
        if (login.isEmpty()) {
            return Pages.to("/login");
        }
        return enrolment.show(request, login.get(), passkeys.offered(), true);
    }

    private ServerResponse confirm(ServerRequest request) {
        Optional<String> login = unenrolled(request);
        if (login.isEmpty()) {
            return Pages.to("/login");
        }
        if (!enrolment.confirm(request, login.get())) {
            return Pages.to("/login/enrol?error");
        }
        return Pages.then(response -> flow.second(request.servletRequest(), response, SignedIn.CODE));
    }

    private Optional<String> unenrolled(ServerRequest request) {
        return flow.pending(request.servletRequest())
                .map(SignInFlow.Pending::login)
                .filter(login -> !flow.enrolled(login));
    }
}
