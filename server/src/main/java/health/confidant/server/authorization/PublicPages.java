package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Of the pages, what apps of any origin may read: nothing that knows a session. */
record PublicPages(AnyOrigin origins) implements CorsConfigurationSource {
    @Override
    public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean open =
                path.equals("/brands.json") || path.equals("/oauth2/register") || path.startsWith("/assets/smart-");
        return open ? origins.getCorsConfiguration(request) : null;
    }
}
