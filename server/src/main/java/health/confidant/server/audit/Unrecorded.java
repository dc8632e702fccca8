package health.confidant.server.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** The answer outside the FHIR servlet when the journal or the database is away: try again, nothing was done. */
final class Unrecorded {
    static final String JOURNAL =
            "AUDIT-001: the access could not be recorded, so nothing is shown. Try again in a moment.";
    static final String DATABASE = "SERVER-002: the database is not available. Try again shortly.";

    private Unrecorded() {}

    static void answer(HttpServletResponse response, String text) throws IOException {
        String id = UUID.randomUUID().toString();
        response.reset();
        response.setHeader("X-Request-ID", id);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
        response.setContentType("application/fhir+json");
        response.getWriter()
                .write("{\"resourceType\":\"OperationOutcome\",\"id\":\"" + id
                        + "\",\"issue\":[{\"severity\":\"error\",\"code\":\"transient\",\"diagnostics\":\"" + text
                        + "\"}]}");
    }
}
