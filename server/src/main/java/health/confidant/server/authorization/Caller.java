package health.confidant.server.authorization;

import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Purpose;
import java.util.Optional;

/**
 * Who makes the present request, and for what.
 *
 * @param login the account's login, or a backend's client id
 * @param assurance how and when the person signed in; empty for a backend and for a token that does not say
 * @param token id of the access token ({@code jti}), by which the audit log names it
 */
public record Caller(Actor actor, Purpose purpose, String login, Optional<Assurance> assurance, String token) {
    /** Keeps identifiers out of any log. */
    @Override
    public String toString() {
        return "Caller";
    }
}
