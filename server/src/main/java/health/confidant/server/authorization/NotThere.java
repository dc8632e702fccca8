package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.csrf.CsrfException;

/** What is not offered does not exist: 404 and no sign-in form for it. A form without its CSRF token is a 403. */
final class NotThere {
    private NotThere() {}

    static void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException reason)
            throws IOException {
        boolean forged = reason instanceof CsrfException;
        response.sendError(forged ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
    }
}
