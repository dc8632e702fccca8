package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * 401 with an OperationOutcome (FHIR R4, "HTTP status codes"; RFC 6750, section 3).
 *
 * <p>The answer is the same for every fault of a token, so that it tells nobody which check failed.
 */
final class FhirRefusal implements AuthenticationEntryPoint {
    private static final String OUTCOME =
            "{\"resourceType\":\"OperationOutcome\",\"id\":\"%s\",\"issue\":[{\"severity\":"
                    + "\"error\",\"code\":\"login\",\"diagnostics\":\"AUTH-001: no valid access token. Get a new one.\"}]}";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String id = UUID.randomUUID().toString();
        boolean presented = reason instanceof OAuth2AuthenticationException;
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
        response.setHeader("X-Request-ID", id);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream().write(OUTCOME.formatted(id).getBytes(StandardCharsets.UTF_8));
    }
}
