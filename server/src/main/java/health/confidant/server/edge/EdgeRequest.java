package health.confidant.server.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The request as HAPI sees it: allowed headers alone, and the body that was read. */
final class EdgeRequest extends HttpServletRequestWrapper {
    private static final Pattern LENIENT = Pattern.compile("handling\\s*=\\s*\"?lenient\"?", Pattern.CASE_INSENSITIVE);

    private final BodyReader.Body body;

    EdgeRequest(HttpServletRequest request, BodyReader.Body body) {
        super(request);
        this.body = body;
    }

    private static boolean allowed(String name) {
        return EdgeRules.HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A misspelt parameter that is ignored gives an unfiltered answer, so that nobody may ask for it. */
    private static String strict(String value) {
        return value == null || !value.contains("=")
                ? value
                : LENIENT.matcher(value).replaceAll("handling=strict");
    }

    private static String plain(String name, String value) {
        return value != null && name.equalsIgnoreCase("accept") ? Formats.offered(value) : strict(value);
    }

    @Override
    public String getHeader(String name) {
        return allowed(name) ? plain(name, super.getHeader(name)) : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return allowed(name)
                ? Collections.enumeration(Collections.list(super.getHeaders(name)).stream()
                        .map(value -> plain(name, value))
                        .toList())
                : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames()).stream()
                .filter(EdgeRequest::allowed)
                .toList();
        return Collections.enumeration(names);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (BodyReader.isForm(this)) {
            return super.getInputStream();
        }
        ByteArrayInputStream bytes = new ByteArrayInputStream(body.bytes());
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("Bodies are read at once.");
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return bytes.read(buffer, offset, length);
            }
        };
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
