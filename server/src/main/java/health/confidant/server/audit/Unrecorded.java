package health.confidant.server.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The answer outside the FHIR servlet when the journal cannot be written. */
final class Unrecorded {
    private static final String BODY =
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":"
                    + "\"transient\",\"diagnostics\":\"AUDIT-001: the access could not be recorded, so nothing is shown. Try again"
                    + " in a moment.\"}]}";

    private Unrecorded() {}

    static void answer(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(503);
        response.setHeader("Retry-After", "5");
        response.setContentType("application/fhir+json");
        response.getWriter().write(BODY);
    }
}
