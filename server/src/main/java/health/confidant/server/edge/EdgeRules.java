package health.confidant.server.edge;

import health.confidant.enforcement.Surface;
import health.confidant.server.fhir.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What may come in at all. Refusals name the rule and nothing of the request but a parameter's name. */
final class EdgeRules {
    /** @param allow methods that are offered there (RFC 9110, 15.5.6); empty unless the status is 405 */
    record Refusal(int status, String code, String text, String allow) {
        Refusal(int status, String code, String text) {
            this(status, code, text, "");
        }
    }

    static final Set<String> METHODS = Collections.unmodifiableSet(
            new TreeSet<>(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")));

    private static final String LOG = "/fhir/AuditEvent";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    /**
     * Headers that HAPI reads from a client. The control headers (X-Cascade, X-Rewrite-History, ...) are not among them,
     * nor those of conditional reads: nothing may be kept to be validated again, and each read is shown and recorded.
     */
    static final Set<String> HEADERS = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "if-match",
            "origin",
            "prefer",
            "purpose-of-use",
            "referer",
            "user-agent",
            "access-control-request-method",
            "access-control-request-headers");

    static final Refusal UNPLAIN =
            new Refusal(400, "EDGE-002", "the path has a doubled slash, a parameter or an escape. Use the plain path.");

    private static final Set<String> MEDIA = Set.of(
            "application/fhir+json",
            "application/json",
            "application/json-patch+json",
            "application/x-www-form-urlencoded");

    private EdgeRules() {}

    static Optional<Refusal> check(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            return Optional.of(new Refusal(405, "EDGE-001", "this method is not offered.", String.join(", ", METHODS)));
        }
        String path = request.getRequestURI();
        if (path.contains("//") || path.contains(";") || path.contains("%") || path.contains("..")) {
            return Optional.of(UNPLAIN);
        }
        if (writesLog(request.getMethod(), path)) {
            return Optional.of(new Refusal(
                    405, "EDGE-001", "the audit log is written by this server alone.", "GET, HEAD, OPTIONS"));
        }
        if (request.getHeader("Content-Encoding") != null) {
            return refuse(415, "EDGE-003", "compressed request bodies are not accepted. Send it plain.");
        }
        if (request.getHeader("If-None-Exist") != null) {
            return refuse(
                    400,
                    "EDGE-004",
                    "conditional create would tell whether a hidden record matches. Search first, then create.");
        }
        return media(request)
                .or(() -> Formats.check(request))
                .or(() -> parameters(request.getParameterMap()))
                .or(() -> conditional(request));
    }

    /** A search may be a POST. */
    private static boolean writesLog(String method, String path) {
        return path.startsWith(LOG)
                && (path.length() == LOG.length() || path.charAt(LOG.length()) == '/')
                && WRITES.contains(method)
                && !(method.equals("POST") && path.equals(LOG + "/_search"));
    }

    private static Optional<Refusal> media(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            return Optional.empty();
        }
        String plain = type.split(";", 2)[0].trim().toLowerCase(java.util.Locale.ROOT);
        return MEDIA.contains(plain)
                ? Optional.empty()
                : refuse(415, "EDGE-005", "this server speaks application/fhir+json.");
    }

    private static Optional<Refusal> conditional(HttpServletRequest request) {
        boolean writes = Set.of("PUT", "PATCH", "DELETE").contains(request.getMethod());
        return writes
                        && request.getQueryString() != null
                        && request.getParameterMap().keySet().stream()
                                .anyMatch(name -> !Set.of("_format", "_pretty").contains(name))
                ? refuse(
                        400,
                        "EDGE-006",
                        "conditional update, patch and delete are not offered. Search first, then write by id.")
                : Optional.empty();
    }

    private static Optional<Refusal> parameters(Map<String, String[]> parameters) {
        if (parameters.values().stream().mapToInt(values -> values.length).sum() > Limits.PARAMETERS) {
            return refuse(400, "LIMIT-002", "more than " + Limits.PARAMETERS + " search parameters.");
        }
        int includes = 0;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            List<String> values = Arrays.asList(parameter.getValue());
            String base = name.split("[:.]", 2)[0];
            Optional<String> refused = Arrays.stream(name.split("[:.]"))
                    .filter(Surface.REFUSED_PARAMETERS::contains)
                    .findFirst();
            if (refused.isPresent()) {
                return refuse(400, "SEARCH-003", "the search parameter " + refused.get() + " is not offered.");
            }
            if (chain(name) > Limits.CHAIN) {
                return refuse(400, "LIMIT-004", "a chain of more than " + Limits.CHAIN + " steps.");
            }
            if (values.stream().anyMatch(value -> value.split(",", -1).length > Limits.ALTERNATIVES)) {
                return refuse(400, "LIMIT-005", "more than " + Limits.ALTERNATIVES + " alternatives for a parameter.");
            }
            if (base.equals("_include") || base.equals("_revinclude")) {
                includes += values.size();
                if (values.contains("*") || values.stream().anyMatch(value -> value.endsWith(":*"))) {
                    return refuse(400, "SEARCH-004", "name what to include; * is not offered.");
                }
            }
            if (base.equals("_count") && values.stream().anyMatch(value -> !count(value))) {
                return refuse(400, "LIMIT-006", "_count is a number of at most " + Limits.MAXIMUM_PAGE + ".");
            }
        }
        return includes > Limits.INCLUDES
                ? refuse(400, "LIMIT-007", "more than " + Limits.INCLUDES + " includes.")
                : Optional.empty();
    }

    private static int chain(String name) {
        int dots = Collections.frequency(Arrays.asList(name.split("")), ".");
        int reverse = name.split("_has:", -1).length - 1;
        return dots + reverse;
    }

    private static boolean count(String value) {
        return value.matches("\\d{1,4}") && Integer.parseInt(value) <= Limits.MAXIMUM_PAGE;
    }

    static Optional<Refusal> refuse(int status, String code, String text) {
        return Optional.of(new Refusal(status, code, text));
    }
}
