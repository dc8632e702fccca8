package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * US Core 6.1.0: each profile is searched for as its group of the suite does first, and every element that it says must be
 * supported is in the record of Elena, who is in the demo world for this. The table has them, by profile.
 */
final class CoreProfileChecks implements Conformance.Group {
    private static final String TABLE = "/us-core-6.1.table";

    private record Profile(String name, String search, List<String> elements) {
        static Profile of(String line) {
            String[] cells = line.split(" \\| ");
            return new Profile(
                    cells[0].strip(), cells[1].strip(), List.of(cells[2].strip().split(" ")));
        }

        /** What is searched for, or for a Provenance what comes with it. */
        String type() {
            int included = search.indexOf("_revinclude=");
            return included < 0
                    ? search.substring(0, search.indexOf('?'))
                    : search.substring(included + 12, search.indexOf(':', included));
        }
    }

    private final Probe probe;

    CoreProfileChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (Profile profile : profiles()) {
            String what = profile.name() + " resources";
            Check.add(checks, Check.CORE, "Server returns valid results for the search of " + what, () -> assertThat(
                            found(profile))
                    .isNotEmpty());
            Check.add(checks, Check.CORE, "All must support elements are provided in the " + what + " returned", () -> {
                List<JsonNode> found = found(profile);
                for (String element : profile.elements()) {
                    String[] asked = element.split("=", 2);
                    assertThat(found.stream().flatMap(resource -> values(resource, asked[0])))
                            .as(element)
                            .anyMatch(
                                    value -> asked.length == 1 || value.asText().equals(asked[1]));
                }
            });
        }
        return checks;
    }

    private List<JsonNode> found(Profile profile) {
        JsonNode token = probe.launchedByElena();
        String search =
                profile.search().replace("{patient}", token.path("patient").asText());
        HttpResponse<String> answer = probe.fhir(token, "/" + search);
        assertThat(answer.statusCode()).as(search + " " + answer.body()).isEqualTo(200);
        return StreamSupport.stream(App.json(answer).path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asText().equals(profile.type()))
                .toList();
    }

    /** What is at a path such as {@code code.coding.code}, through lists. */
    private static Stream<JsonNode> values(JsonNode node, String path) {
        Stream<JsonNode> nodes = Stream.of(node);
        for (String step : path.split("\\.")) {
            nodes = nodes.map(from -> from.path(step)).flatMap(CoreProfileChecks::each);
        }
        return nodes.filter(JsonNode::isValueNode);
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static List<Profile> profiles() {
        try (InputStream in = CoreProfileChecks.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Profile::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
