package health.confidant.enforcement;

import ca.uhn.fhir.util.UrlUtil;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a search asks for by name: the ids in its values, and the marks, such as an identifier, by which it looks for
 * somebody. Ids are random UUIDs (ADR 0006), so that nothing else is taken for one.
 *
 * @param type that is searched
 */
record Question(String type, Map<String, String[]> parameters) {
    /**
     * An id that a value names.
     *
     * @param type as far as it is said, else empty
     * @param alone whether nothing else would do for the parameter, so that whatever was found is of it
     */
    record Named(String type, String id, boolean alone) {}

    private static final Pattern ID = Pattern.compile(
            "(?:.*?/)??(?:([A-Z][A-Za-z]+)/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/_history/.*)?");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final String MARKS = "identifier|name|family|given|phonetic|telecom|phone|email";
    /** {@code patient.identifier}, {@code encounter.subject:Patient.name:exact}: the part that a Patient is asked by. */
    private static final Pattern CHAIN = Pattern.compile(
            "(.*?(?:patient|subject|beneficiary|[a-z-]+:Patient)(?::Patient)?)\\.([a-z-]+(?::[a-z-]+)?)");

    private static final Pattern OWN = Pattern.compile("(?:" + MARKS + ")(?::.*)?|_has:.*:identifier");
    private static final Pattern IDENTIFIER = Pattern.compile("identifier(?::.*)?");
    private static final Set<String> PERSONS = Set.of("Patient", "RelatedPerson");
    /** Of whom no record of a patient's speaks by its own identifier. */
    private static final Set<String> DIRECTORY =
            Set.of("HealthcareService", "Location", "Medication", "Organization", "Practitioner", "PractitionerRole");

    /** Of {@code [type]?[parameters]}; it names nothing where it has no query. */
    static Question of(String url) {
        int start = url.indexOf('?');
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (String pair : start < 0 ? new String[0] : url.substring(start + 1).split("&")) {
            String[] halves = pair.split("=", 2);
            String[] value = {halves.length < 2 ? "" : UrlUtil.unescape(halves[1])};
            parameters.merge(UrlUtil.unescape(halves[0]), value, Question::both);
        }
        return new Question(start < 0 ? url : url.substring(0, start), parameters);
    }

    private static String[] both(String[] before, String[] value) {
        String[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = value[0];
        return all;
    }

    List<Named> named() {
        List<Named> named = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!name.startsWith("_") || name.equals("_id") || name.startsWith("_has:")) {
                Arrays.stream(values).forEach(value -> named.addAll(named(name, COMMA.split(value))));
            }
        });
        return named;
    }

    private List<Named> named(String parameter, String[] alternatives) {
        List<Named> named = new ArrayList<>();
        for (String alternative : alternatives) {
            Matcher id = ID.matcher(alternative.strip());
            if (id.matches()) {
                named.add(new Named(
                        id.group(1) == null ? type(parameter) : id.group(1), id.group(2), alternatives.length == 1));
            }
        }
        return named;
    }

    private String type(String parameter) {
        if (parameter.equals("_id")) {
            return type;
        }
        return parameter.equals("patient") || parameter.endsWith(":Patient") ? "Patient" : "";
    }

    /** The searches for whoever, or whatever record of somebody's, bears what this one says. */
    List<AuditSink.Mark> marks() {
        List<AuditSink.Mark> marks = new ArrayList<>();
        if (PERSONS.contains(type) && has(parameters, OWN)) {
            marks.add(
                    mark(type, part(name -> !name.startsWith("_") || name.startsWith("_has:") || name.equals("_id"))));
        } else if (!DIRECTORY.contains(type) && has(parameters, IDENTIFIER)) {
            marks.add(mark(type, part(name -> IDENTIFIER.matcher(name).matches())));
        }
        Map<String, Map<String, String[]>> chains = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            Matcher chain = CHAIN.matcher(name);
            if (chain.matches()) {
                chains.computeIfAbsent(chain.group(1), prefix -> new LinkedHashMap<>())
                        .put(chain.group(2), values);
            }
        });
        chains.values().stream().filter(chain -> has(chain, OWN)).forEach(chain -> marks.add(mark("Patient", chain)));
        return marks;
    }

    private static boolean has(Map<String, String[]> parameters, Pattern wanted) {
        return parameters.keySet().stream()
                .anyMatch(name -> wanted.matcher(name).matches());
    }

    private Map<String, String[]> part(Predicate<String> taken) {
        Map<String, String[]> part = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (taken.test(name)) {
                part.put(name, values);
            }
        });
        return part;
    }

    private static AuditSink.Mark mark(String type, Map<String, String[]> parameters) {
        int alternatives = parameters.values().stream()
                .flatMap(Arrays::stream)
                .mapToInt(value -> COMMA.split(value).length)
                .max()
                .orElse(1);
        return new AuditSink.Mark(type + "?" + text(parameters), alternatives);
    }

    /** The parameters as a query has them. */
    static String text(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry ->
                        Arrays.stream(entry.getValue()).map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%2F", "/")
                .replace("%2C", ",")
                .replace("%7C", "|");
    }
}
