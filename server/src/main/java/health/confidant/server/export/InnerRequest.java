package health.confidant.server.export;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A search at the FHIR endpoint, in the name of who sent the request around it. */
final class InnerRequest extends HttpServletRequestWrapper {
    private static final String ENDPOINT = "/fhir";
    private static final Set<String> PASSED = Set.of("authorization", "user-agent", "host");

    private final String base;
    private final String type;
    private final Map<String, String[]> parameters = new LinkedHashMap<>();

    /** @param base of the FHIR endpoint */
    InnerRequest(HttpServletRequest outer, String base, String type, Map<String, List<String>> parameters) {
        super(outer);
        this.base = base;
        this.type = type;
        parameters.forEach((name, values) -> this.parameters.put(name, values.toArray(String[]::new)));
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + ENDPOINT + getPathInfo();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(base + getPathInfo());
    }

    @Override
    public String getServletPath() {
        return ENDPOINT;
    }

    @Override
    public String getPathInfo() {
        return "/" + type;
    }

    @Override
    public String getQueryString() {
        return parameters.entrySet().stream()
                .flatMap(parameter -> Stream.of(parameter.getValue())
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String[] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public String getHeader(String name) {
        String plain = name.toLowerCase(java.util.Locale.ROOT);
        if (plain.equals("accept")) {
            return "application/fhir+json";
        }
        return PASSED.contains(plain) ? super.getHeader(name) : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Stream.concat(PASSED.stream(), Stream.of("accept"))
                .filter(name -> getHeader(name) != null)
                .toList());
    }

    @Override
    public String getContentType() {
        return null;
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public long getContentLengthLong() {
        return -1;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public boolean isFinished() {
                return true;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
