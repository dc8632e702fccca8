package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A profile of US Core 6.1.0.
 *
 * @param search how Elena's records of it are found; empty where the demo world has none
 * @param elements the must-support elements that her records have
 * @param absent the ones that they do not have
 */
record CoreProfile(String name, String search, List<String> elements, List<String> absent) {
    static List<CoreProfile> all() {
        return lines("/us-core-6.1.table").map(CoreProfile::of).toList();
    }

    private static CoreProfile of(String[] cells) {
        List<String> elements = List.of(cells[2].strip().split(" "));
        return new CoreProfile(
                cells[0].strip(),
                cells[1].strip().equals("-") ? "" : cells[1].strip(),
                elements.stream().filter(each -> !each.startsWith("-")).toList(),
                elements.stream()
                        .filter(each -> each.startsWith("-"))
                        .map(each -> each.substring(1))
                        .toList());
    }

    /** The lines of a table among the tests' resources, in cells. */
    static Stream<String[]> lines(String table) {
        try (InputStream in = CoreProfile.class.getResourceAsStream(table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is searched for, or for a Provenance what comes with it. */
    String type() {
        int included = search.indexOf("_revinclude=");
        return included < 0
                ? search.substring(0, Math.max(0, search.indexOf('?')))
                : search.substring(included + 12, search.indexOf(':', included));
    }

    /** Whether one of these records has the element, {@code path} or {@code path=value}. */
    static boolean has(List<JsonNode> records, String element) {
        String[] asked = element.split("=", 2);
        return records.stream()
                .flatMap(each -> values(each, asked[0]))
                .anyMatch(value -> asked.length == 1 || value.asText().equals(asked[1]));
    }

    /** What is at a path such as {@code code.coding.code}, through lists. */
    static Stream<JsonNode> values(JsonNode node, String path) {
        Stream<JsonNode> nodes = Stream.of(node);
        for (String step : path.split("\\.")) {
            nodes = nodes.map(from -> from.path(step)).flatMap(CoreProfile::each);
        }
        return nodes.filter(JsonNode::isValueNode);
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
