package health.confidant.server.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * An answer that leaves when it is complete. HAPI's writer flushes after each value, and each flush was a chunk of its own
 * on the socket: a sixth of a read's time. What fails on its way leaves its outcome alone, since an error drops what was
 * gathered.
 */
final class WholeResponse extends ContentCachingResponseWrapper {
    WholeResponse(HttpServletResponse response) {
        super(response);
    }

    /** Spring's would send what was gathered first. */
    @Override
    public void sendError(int status) throws IOException {
        resetBuffer();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        resetBuffer();
        super.sendError(status, message);
    }

    @Override
    public void setStatus(int status) {
        if (status >= SC_BAD_REQUEST && !isCommitted()) {
            resetBuffer();
        }
        super.setStatus(status);
    }
}
