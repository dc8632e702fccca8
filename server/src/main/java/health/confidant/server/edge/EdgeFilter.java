package health.confidant.server.edge;

import health.confidant.server.fhir.Limits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets through what {@link EdgeRules} allows, with the headers that HAPI may see, and a body of bounded size. */
public final class EdgeFilter extends OncePerRequestFilter {
    private final LargeBodies large;

    public EdgeFilter(LargeBodies large) {
        this.large = large;
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
            WholeResponse whole = new WholeResponse(response);
            chain.doFilter(new EdgeRequest(request, body), whole);
            whole.copyBodyToResponse();
        } catch (BodyReader.TooLarge e) {
            refuse(response, new EdgeRules.Refusal(413, "LIMIT-001", "the body is larger than " + limit + " bytes."));
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
