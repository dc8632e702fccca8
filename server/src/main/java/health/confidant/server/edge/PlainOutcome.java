package health.confidant.server.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** A refusal beside the FHIR endpoint, as the same OperationOutcome that the endpoint would give. */
public final class PlainOutcome {
    private PlainOutcome() {}

    /**
     * @param text of ours, without quotes and personal data
     * @throws IOException when part of another answer has left: the client sees that it is cut short
     */
    public static void write(HttpServletResponse response, int status, String text) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("The answer broke off.");
        }
        String id = UUID.randomUUID().toString();
        response.setHeader("X-Request-ID", id);
        response.setStatus(status);
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("{\"resourceType\":\"OperationOutcome\",\"id\":\"" + id
                        + "\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\",\"diagnostics\":\"" + text
                        + "\"}]}");
    }
}
