package health.confidant.server.edge;

import health.confidant.server.fhir.Limits;
import health.confidant.server.journal.Journal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in what {@link EdgeRules} allows, with the headers that HAPI may see, and a body of bounded size; lets out what is
 * whole and whose records are durable (45 CFR 164.312(b)).
 */
public final class EdgeFilter extends OncePerRequestFilter {
    private final LargeBodies large;
    private final Journal journal;

    public EdgeFilter(LargeBodies large, Journal journal) {
        this.large = large;
        this.journal = journal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Optional<EdgeRules.Refusal> refusal = EdgeRules.check(request);
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
            return;
        }
        int limit = large.allowed(request) ? Limits.LOADER_BODY_BYTES : Limits.BODY_BYTES;
        try {
            BodyReader.Body body = BodyReader.read(request, limit);
            Optional<EdgeRules.Refusal> shape = BodyRules.check(body, large.allowed(request));
            if (shape.isPresent()) {
                refuse(response, shape.get());
                return;
            }
            answer(new EdgeRequest(request, body), new WholeResponse(response), chain);
        } catch (BodyReader.TooLarge e) {
            refuse(response, new EdgeRules.Refusal(413, "LIMIT-001", "the body is larger than " + limit + " bytes."));
        }
    }

    /** @throws health.confidant.server.journal.JournalUnavailable before anything has left */
    private void answer(EdgeRequest request, WholeResponse whole, FilterChain chain)
            throws ServletException, IOException {
        try (Journal.Answer answer = journal.answer()) {
            chain.doFilter(request, whole);
            answer.durable();
            whole.copyBodyToResponse();
        }
    }

    static void refuse(HttpServletResponse response, EdgeRules.Refusal refusal) throws IOException {
        String id = UUID.randomUUID().toString();
        response.setHeader("X-Request-ID", id);
        response.setStatus(refusal.status());
        if (!refusal.allow().isEmpty()) {
            response.setHeader("Allow", refusal.allow());
        }
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("{\"resourceType\":\"OperationOutcome\",\"id\":\"" + id
                        + "\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-supported\",\"diagnostics\":\""
                        + refusal.code() + ": " + refusal.text() + "\"}]}");
    }
}
