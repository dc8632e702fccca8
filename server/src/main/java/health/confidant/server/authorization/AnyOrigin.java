package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Lets browser apps of any origin read discovery, redeem codes and call the FHIR API (SMART App Launch 2.2, "Considerations
 * for CORS Support"). Never with cookies, so that a foreign page gains nothing from a person's session; the authorization
 * endpoint, which has one, is left out.
 */
final class AnyOrigin implements CorsConfigurationSource {
    private final CorsConfiguration open = new CorsConfiguration();

    AnyOrigin() {
        open.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        open.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        open.setAllowedHeaders(List.of(
                "Authorization", "Accept", "Content-Type", "If-Match", "If-None-Exist", "Prefer", "Purpose-Of-Use"));
        open.setExposedHeaders(List.of("Content-Location", "ETag", "Location", "WWW-Authenticate"));
        open.setAllowCredentials(false);
        open.setMaxAge(Duration.ofMinutes(10));
    }

    @Override
    public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        return request.getRequestURI().equals("/oauth2/authorize") ? null : open;
    }
}
