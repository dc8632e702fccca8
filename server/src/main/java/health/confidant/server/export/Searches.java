package health.confidant.server.export;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Asks the FHIR endpoint, with all that stands between it and a caller. */
final class Searches {
    /** A number is a text of its own: 1.0 is not 1 (FHIR R4, 2.24.0.1). */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The endpoint said no, or that it cannot now. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final transient byte[] body;

        Refused(int status, byte[] body) {
            super("Refused with " + status, null, false, false);
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }
    }

    private final Servlet endpoint;
    private final String base;

    /** @param base of the endpoint */
    Searches(Servlet endpoint, String base) {
        this.endpoint = endpoint;
        this.base = base;
    }

    /** @return the bundle */
    JsonNode find(
            HttpServletRequest request, HttpServletResponse response, String type, Map<String, List<String>> parameters)
            throws IOException, Refused {
        InnerResponse answer = new InnerResponse(response);
        try {
            endpoint.service(new InnerRequest(request, base, type, parameters), answer);
        } catch (ServletException e) {
            throw new IOException(e);
        }
        if (answer.getStatus() != HttpServletResponse.SC_OK) {
            throw new Refused(answer.getStatus(), answer.getContentAsByteArray());
        }
        return JSON.readTree(answer.getContentAsByteArray());
    }
}
