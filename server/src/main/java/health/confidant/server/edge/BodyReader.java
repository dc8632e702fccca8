package health.confidant.server.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body up to a limit and not a byte further. */
final class BodyReader {
    record Body(byte[] bytes) {
        boolean empty() {
            return bytes.length == 0;
        }
    }

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private BodyReader() {}

    static Body read(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw new TooLarge();
        }
        if (isForm(request)) {
            return new Body(new byte[0]); // Tomcat has parsed it, within its own limit.
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(32, (int) request.getContentLengthLong()));
        InputStream in = request.getInputStream();
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            bytes.write(chunk, 0, n);
            if (bytes.size() > limit) {
                throw new TooLarge();
            }
        }
        return new Body(bytes.toByteArray());
    }

    static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }
}
