package health.confidant.server.export;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Keeps an answer of the FHIR endpoint to itself: nothing of it reaches the response around it by itself. */
final class InnerResponse extends ContentCachingResponseWrapper {
    private int status = SC_OK;

    InnerResponse(HttpServletResponse outer) {
        super(outer);
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int code) {
        status = code;
    }

    @Override
    public void sendError(int code, String message) {
        status = code;
    }

    @Override
    public void setHeader(String name, String value) {
        // Of an answer that nobody gets.
    }

    @Override
    public void addHeader(String name, String value) {
        // As above.
    }

    @Override
    public void setDateHeader(String name, long date) {
        // As above.
    }

    @Override
    public void setContentType(String type) {
        // As above; the encoding is UTF-8.
    }

    @Override
    public void setCharacterEncoding(String charset) {
        // As above.
    }

    @Override
    public String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
