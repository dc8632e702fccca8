package health.confidant.server.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a path that two parties could read differently, before anybody, authentication included, reads it. */
final class PlainPaths extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (path.startsWith("//") || path.contains(";")) {
            EdgeFilter.refuse(response, EdgeRules.UNPLAIN);
        } else {
            chain.doFilter(request, response);
        }
    }
}
