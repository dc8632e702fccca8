package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A search that US Core asks a server to answer.
 *
 * @param shall whether it SHALL be answered, and not only SHOULD
 * @param query with a path in braces for each value of the record that is to be found
 */
record CoreSearch(String type, boolean shall, String query) {
    private static final Pattern VALUE = Pattern.compile("\\{([^}|]+)(?:\\|(date|or))?}");

    static List<CoreSearch> of(String type) {
        return CoreProfile.lines("/us-core-6.1-searches.table")
                .filter(cells -> cells[0].equals(type))
                .map(cells -> new CoreSearch(type, cells[1].equals("SHALL"), cells[2].strip()))
                .toList();
    }

    /** What the suite's ids call it, {@code patient_category_status_search}; empty where it has no test of its own. */
    Optional<String> test() {
        if (query.contains("_revinclude=")) {
            return Optional.of("provenance_revinclude_search");
        }
        List<String> names = Stream.of(query.split("&"))
                .map(part -> part.substring(0, part.indexOf('=')))
                .toList();
        return names.stream().anyMatch(name -> name.equals("_include") || name.contains("."))
                ? Optional.empty()
                : Optional.of(String.join("_", names).replace('-', '_') + "_search");
    }

    /** Whether it asks for what tells of the record's origin, and not for the record alone. */
    boolean asksForProvenance() {
        return query.contains("_revinclude=Provenance:target");
    }

    /** How it is told, with its modifiers: {@code patient, date (gt, ge, lt, le)}. */
    String name() {
        return VALUE.matcher(query)
                .replaceAll(found ->
                        found.group(2) == null ? "" : found.group(2).equals("or") ? " (lists)" : " (gt, ge, lt, le)")
                .replaceAll("=(?= |&|$)", "")
                .replace("&", ", ")
                .replace("=", " ");
    }

    /**
     * Every way in which it is to be asked for this record; empty where the record lacks a value.
     *
     * @param value finds the first value of the record at a path
     */
    List<String> asked(JsonNode record, BiFunction<JsonNode, String, Optional<String>> value) {
        List<String> ways = List.of(query);
        for (Matcher next = VALUE.matcher(query); next.find(); ) {
            Optional<String> text = value.apply(record, next.group(1));
            if (text.isEmpty()) {
                return List.of();
            }
            List<String> longer = new ArrayList<>();
            for (String way : ways) {
                variants(text.get(), next.group(2)).forEach(each -> longer.add(way.replace(next.group(), each)));
            }
            ways = longer;
        }
        return ways.stream().map(way -> "/" + type + "?" + way).toList();
    }

    /** One of those ways, with a value that no record has in place of the last that is not the patient's. */
    Optional<String> nothing(JsonNode record, BiFunction<JsonNode, String, Optional<String>> value) {
        String last = "";
        for (Matcher next = VALUE.matcher(query); next.find(); ) {
            last = next.group().equals("{patient}") ? last : next.group();
        }
        if (last.isEmpty()) {
            return Optional.empty();
        }
        String none = last.endsWith("|date}") ? "lt1800-01-01" : "none-such";
        return new CoreSearch(type, shall, query.replace(last, none))
                .asked(record, value).stream().findFirst();
    }

    private static Stream<String> variants(String text, String modifier) {
        UnaryOperator<String> encoded = each -> URLEncoder.encode(each, StandardCharsets.UTF_8);
        if (modifier == null) {
            return Stream.of(encoded.apply(text));
        }
        if (modifier.equals("or")) {
            return Stream.of(encoded.apply(text), "none-such," + encoded.apply(text));
        }
        LocalDate day = LocalDate.parse(text.substring(0, 10));
        return Stream.of("gt" + day.minusDays(1), "ge" + day, "lt" + day.plusDays(1), "le" + day);
    }
}
