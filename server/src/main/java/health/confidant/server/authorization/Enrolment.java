package health.confidant.server.authorization;

import health.confidant.server.authentication.OneTimePasswords;
import java.util.Map;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The page on which an authenticator app is set up, at sign-in where the role needs it and later where somebody wants it. */
final class Enrolment {
    private final Pages pages;
    private final OneTimePasswords codes;

    Enrolment(Pages pages, OneTimePasswords codes) {
        this.pages = pages;
        this.codes = codes;
    }

    /**
     * Shows the key, the same one until it is confirmed.
     *
     * @param passkeys whether a passkey is offered instead
     * @param mandatory whether the role needs a second factor
     */
    ServerResponse show(ServerRequest request, String login, boolean passkeys, boolean mandatory) {
        String secret = codes.offered(login).orElseGet(() -> codes.offer(login));
        return pages.page(
                "enrol",
                Map.of(
                        "secret",
                        secret,
                        "picture",
                        QrCode.svg(OneTimePasswords.uri(login, secret)),
                        "passkeys",
                        passkeys,
                        "mandatory",
                        mandatory,
                        "action",
                        request.path(),
                        "refused",
                        request.param("error").isPresent()));
    }

    /** @return whether the code that was typed is the app's, which is set up then; never for who has one already */
    boolean confirm(ServerRequest request, String login) {
        return !codes.enrolled(login)
                && codes.confirm(login, Pages.field(request, "code").replace(" ", ""));
    }
}
