package health.confidant.server.authorization;

import health.confidant.access.Actor;
import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A checked access token, reduced to the caller; its principal is the {@link Actor}. It never enters a session. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    private final transient Set<String> scopes;

    /** @param scopes the token's scopes as it has them */
    CallerAuthentication(Caller caller, Set<String> scopes) {
        super(List.of());
        this.caller = caller;
        this.scopes = Set.copyOf(scopes);
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    Set<String> scopes() {
        return scopes;
    }

    @Override
    public Actor getPrincipal() {
        return caller.actor();
    }

    @Override
    public Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return caller.login();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication that && caller.equals(that.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }

    /** Keeps identifiers out of any log. */
    @Override
    public String toString() {
        return "CallerAuthentication";
    }
}
