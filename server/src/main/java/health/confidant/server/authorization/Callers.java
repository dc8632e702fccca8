package health.confidant.server.authorization;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * The caller of the present request, on the thread that serves it. Other threads, such as HAPI's search threads, must be
 * handed the {@link Caller}; there the answer is empty, and empty means deny.
 */
public final class Callers {
    private final SecurityContextHolderStrategy contexts;

    Callers(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    public Optional<Caller> current() {
        return contexts.getContext().getAuthentication() instanceof CallerAuthentication authentication
                ? Optional.of(authentication.caller())
                : Optional.empty();
    }
}
