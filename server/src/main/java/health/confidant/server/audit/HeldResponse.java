package health.confidant.server.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** A small answer that is held back until what it answers is recorded: its body, a redirect, an error. */
final class HeldResponse extends ContentCachingResponseWrapper {
    private final HttpServletResponse response;
    private int error;

    HeldResponse(HttpServletResponse response) {
        super(response);
        this.response = response;
    }

    @Override
    public void sendRedirect(String location) {
        setStatus(SC_FOUND);
        setHeader("Location", location);
    }

    @Override
    public void sendError(int status) {
        error = status;
        setStatus(status);
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    void release() throws IOException {
        if (error > 0) {
            response.sendError(error);
        } else {
            copyBodyToResponse();
        }
    }
}
