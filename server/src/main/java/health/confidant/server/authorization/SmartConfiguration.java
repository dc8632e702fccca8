package health.confidant.server.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code [base]/.well-known/smart-configuration} (SMART App Launch 2.2, "FHIR authorization endpoint and capabilities
 * discovery"). A servlet of its own, because the path lies below that of the FHIR servlet.
 */
final class SmartConfiguration extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ObjectMapper json = new ObjectMapper();
    private final transient Map<String, Object> configuration;

    SmartConfiguration(AuthorizationProperties properties) {
        this.configuration = ServerMetadata.smart(properties);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        json.writeValue(response.getOutputStream(), configuration);
    }
}
