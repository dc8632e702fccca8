package health.confidant.server.authorization;

import health.confidant.server.authentication.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs out whose session was ended elsewhere, has been idle or has lasted too long, before anything looks at it. */
final class SessionGuard extends OncePerRequestFilter {
    private final Sessions sessions;
    private final SecurityContextHolderStrategy contexts;

    SessionGuard(Sessions sessions, SecurityContextHolderStrategy contexts) {
        this.sessions = sessions;
        this.contexts = contexts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> person = SignedIn.of(contexts.getContext().getAuthentication());
        if (person.isPresent() && !sessions.use(person.get().session())) {
            contexts.clearContext();
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }
}
