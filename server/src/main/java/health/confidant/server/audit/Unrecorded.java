package health.confidant.server.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The answer outside the FHIR servlet when the journal or the database is away: try again, nothing was done. */
final class Unrecorded {
    static final String JOURNAL =
            "AUDIT-001: the access could not be recorded, so nothing is shown. Try again in a moment.";
    static final String DATABASE = "SERVER-002: the database is not available. Try again shortly.";

    private static final String REQUEST = "X-Request-ID";

    /** Without these an app in a browser sees no answer at all (the Fetch standard). */
    private static final String CROSS_ORIGIN = "access-control-";

    /** What else is said of the exchange, and nothing of a resource. */
    private static final Set<String> KEPT =
            Set.of("vary", "cache-control", "x-content-type-options", "strict-transport-security", "referrer-policy");

    private Unrecorded() {}

    static void answer(HttpServletResponse response, String text) throws IOException {
        String id = Optional.ofNullable(response.getHeader(REQUEST))
                .orElseGet(() -> UUID.randomUUID().toString());
        Map<String, Collection<String>> kept = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(CROSS_ORIGIN) || KEPT.contains(lower)) {
                kept.put(name, response.getHeaders(name));
            }
        }
        response.reset();
        kept.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(REQUEST, id);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
        response.setContentType("application/fhir+json");
        response.getWriter()
                .write("{\"resourceType\":\"OperationOutcome\",\"id\":\"" + id
                        + "\",\"issue\":[{\"severity\":\"error\",\"code\":\"transient\",\"diagnostics\":\"" + text
                        + "\"}]}");
    }
}
