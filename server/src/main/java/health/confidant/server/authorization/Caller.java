package health.confidant.server.authorization;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;

/**
 * Who makes the present request, and for what.
 *
 * @param login the account's login, or a backend's client id
 */
public record Caller(Actor actor, Purpose purpose, String login) {
    /** Keeps identifiers out of any log. */
    @Override
    public String toString() {
        return "Caller";
    }
}
