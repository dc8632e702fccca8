package health.confidant.server.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * FHIR leaves as JSON alone: one serialisation is one thing to check and to compare. Whoever takes nothing but XML,
 * Turtle or HTML is told so; where JSON will do as well, the others are not there (FHIR R4, 3.1.0.1.11).
 */
final class Formats {
    private static final Pattern OTHER = Pattern.compile("(?i).*(xml|ttl|turtle|rdf|html).*");

    private Formats() {}

    static Optional<EdgeRules.Refusal> check(HttpServletRequest request) {
        String[] wanted = request.getParameterValues("_format");
        boolean format = wanted != null
                && Arrays.stream(wanted).anyMatch(value -> OTHER.matcher(value).matches());
        List<String> accepted = Collections.list(request.getHeaders("Accept"));
        boolean nothingLeft = wanted == null
                && accepted.stream().anyMatch(value -> !value.isBlank())
                && accepted.stream().allMatch(value -> offered(value).isEmpty());
        return format || nothingLeft
                ? EdgeRules.refuse(406, "EDGE-008", "this server answers in application/fhir+json alone.")
                : Optional.empty();
    }

    /** The media ranges of an Accept header without those that are not offered. */
    static String offered(String accept) {
        return Arrays.stream(accept.split(","))
                .map(range -> range.strip().toLowerCase(Locale.ROOT))
                .filter(range -> !range.isEmpty() && !OTHER.matcher(range).matches())
                .collect(Collectors.joining(", "));
    }
}
