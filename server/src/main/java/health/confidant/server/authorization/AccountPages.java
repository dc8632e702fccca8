package health.confidant.server.authorization;

import health.confidant.server.authentication.RecoveryCodes;
import health.confidant.server.authentication.Sessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The person's own page: connected apps, second factors, password, sessions and the history of sign-ins. */
final class AccountPages {
    private final Pages pages;
    private final SignInFlow.Parts parts;
    private final Enrolment enrolment;
    private final RecoveryCodes recovery;
    private final ConnectedApps apps;
    private final SignInThrottle throttle;
    private final NoticeBoard board;

    AccountPages(
            Pages pages,
            SignInFlow.Parts parts,
            RecoveryCodes recovery,
            ConnectedApps apps,
            SignInThrottle throttle,
            NoticeBoard board) {
        this.pages = pages;
        this.parts = parts;
        this.enrolment = new Enrolment(pages, parts.codes());
        this.recovery = recovery;
        this.apps = apps;
        this.throttle = throttle;
        this.board = board;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/account", this::show)
                .POST("/account/disconnect", this::disconnect)
                .POST("/account/end-session", this::end)
                .POST("/account/end-sessions", this::endAll)
                .GET("/account/codes", this::offer)
                .POST("/account/codes", this::confirm)
                .POST("/account/remove-codes", this::removeCodes)
                .POST("/account/remove-passkey", this::removePasskey)
                .POST("/account/recovery", this::recovery)
                .POST("/account/password", this::password)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        SignedIn person = pages.signedIn();
        Account account = parts.accounts().find(person.login()).orElseThrow();
        Map<String, Object> model = new HashMap<>();
        model.put("staff", SignInFlow.mandatory(account));
        model.put(
                "notice",
                account.patient()
                        .filter(patient -> !board.acknowledged(patient))
                        .isPresent());
        model.put("operator", account.roles().contains(health.confidant.access.Role.OPERATOR));
        model.put(
                "apps", apps.of(person.login()).stream().map(AccountPages::app).toList());
        model.put("codes", parts.codes().enrolled(person.login()));
        model.put("passkeysOffered", parts.passkeys().offered());
        model.put("passkeys", parts.passkeys().of(person.login()));
        model.put("recoveryLeft", recovery.left(person.login()));
        model.put("sessions", parts.sessions().of(person.login()));
        model.put("current", Sessions.handle(person.session()));
        model.put("history", parts.history().of(person.login()));
        model.put("refused", request.param("error").isPresent());
        model.put("done", request.param("done").isPresent());
        return pages.page("account", model);
    }

    private static Map<String, Object> app(ConnectedApps.App app) {
        return Map.of(
                "id", app.id(),
                "name", app.name(),
                "since", app.since(),
                "used", app.used(),
                "words", app.scopes().stream().sorted().map(ScopeWords::words).toList());
    }

    private ServerResponse disconnect(ServerRequest request) {
        apps.disconnect(pages.signedIn().login(), Pages.field(request, "app"));
        return Pages.to("/account?done");
    }

    private ServerResponse end(ServerRequest request) {
        parts.sessions().close(pages.signedIn().login(), Pages.field(request, "session"));
        return Pages.to("/account?done");
    }

    private ServerResponse endAll(ServerRequest request) {
        parts.sessions().closeAll(pages.signedIn().login());
        return Pages.to("/login");
    }

    private ServerResponse offer(ServerRequest request) {
        String login = pages.signedIn().login();
        if (parts.codes().enrolled(login)) {
            return Pages.to("/account");
        }
        return enrolment.show(request, login, false, false);
    }

    private ServerResponse confirm(ServerRequest request) {
        String login = pages.signedIn().login();
        return enrolment.confirm(request, login) ? codes(login) : Pages.to("/account/codes?error");
    }

    /** Only somebody with two factors in this session takes one away, and never the last one that is needed. */
    private ServerResponse removeCodes(ServerRequest request) {
        SignedIn person = pages.signedIn();
        if (mayRemove(person, !parts.passkeys().of(person.login()).isEmpty())) {
            parts.codes().remove(person.login());
            return Pages.to("/account?done");
        }
        return Pages.to("/account?error");
    }

    private ServerResponse removePasskey(ServerRequest request) {
        SignedIn person = pages.signedIn();
        boolean more = parts.codes().enrolled(person.login())
                || parts.passkeys().of(person.login()).size() > 1;
        if (mayRemove(person, more)) {
            parts.passkeys().remove(person.login(), Pages.field(request, "passkey"));
            return Pages.to("/account?done");
        }
        return Pages.to("/account?error");
    }

    private boolean mayRemove(SignedIn person, boolean another) {
        Account account = parts.accounts().find(person.login()).orElseThrow();
        return person.level().ordinal() > 0 && (another || !SignInFlow.mandatory(account));
    }

    private ServerResponse recovery(ServerRequest request) {
        SignedIn person = pages.signedIn();
        return person.level().ordinal() > 0 ? codes(person.login()) : Pages.to("/account?error");
    }

    private ServerResponse codes(String login) {
        List<String> fresh = recovery.renew(login);
        return pages.page("recovery-codes", Map.of("codes", fresh));
    }

    /** The old password again, counted like a sign-in; every other session ends. */
    private ServerResponse password(ServerRequest request) {
        SignedIn person = pages.signedIn();
        String address = request.servletRequest().getRemoteAddr();
        boolean changed = throttle.admits(person.login(), address)
                && parts.accounts()
                        .changePassword(
                                person.login(), Pages.field(request, "password"), Pages.field(request, "fresh"));
        if (!changed) {
            return Pages.to("/account?error");
        }
        throttle.succeeded(person.login(), address);
        parts.sessions().of(person.login()).stream()
                .map(Sessions.Session::handle)
                .filter(handle -> !handle.equals(Sessions.handle(person.session())))
                .forEach(handle -> parts.sessions().close(person.login(), handle));
        return Pages.to("/account?done");
    }
}
