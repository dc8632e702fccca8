package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A profile of US Core 6.1.0.
 *
 * @param group the suite's, such as {@code care_plan}; empty where it has none
 * @param search how Elena's records of it are found
 * @param elements the must-support elements that her records have
 * @param absent the ones that they do not have
 */
record CoreProfile(String name, String group, String type, String search, List<String> elements, List<String> absent) {
    static List<CoreProfile> all() {
        return lines("/us-core-6.1.table").map(CoreProfile::of).toList();
    }

    private static CoreProfile of(String[] cells) {
        List<String> elements = List.of(cells[4].strip().split(" "));
        return new CoreProfile(
                cells[0].strip(),
                cells[1].strip().equals("-") ? "" : cells[1].strip(),
                cells[2].strip(),
                cells[3].strip(),
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

    /** The id of one of the suite's tests of this profile; a name of ours where the suite has none. */
    String test(String what) {
        return (group.isEmpty() ? name.toLowerCase(Locale.ROOT).replace(' ', '_') + "_" : "us_core_v610_" + group + "_")
                + what + "_test";
    }

    /** Whether one of these records has the element, {@code path} or {@code path=value}, or one of several. */
    static boolean has(List<JsonNode> records, String element) {
        return Stream.of(element.split("\\|")).map(each -> each.split("=", 2)).anyMatch(asked -> records.stream()
                .flatMap(each -> values(each, asked[0]))
                .anyMatch(value -> asked.length == 1 || value.asText().equals(asked[1])));
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
