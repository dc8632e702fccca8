package health.confidant.ig.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The compiled resources and the bad examples, as read from the guide's folder. */
final class Resources {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A good example changed so that it has to be refused. */
    record Bad(String name, JsonNode resource, String because, JsonNode patch) {}

    private final Map<String, JsonNode> byName = new TreeMap<>();
    private final List<Bad> bad = new ArrayList<>();

    Resources(Path guide, Operations operations) {
        try {
            for (Path file : Compiled.json(guide.resolve("compiled"))) {
                JsonNode resource = JSON.readTree(Files.readString(file));
                if (operations.keeps(resource)) {
                    byName.put(name(resource), resource);
                }
            }
            for (Path file : Compiled.json(guide.resolve("input/bad"))) {
                JsonNode source = JSON.readTree(Files.readString(file));
                JsonNode changed = Patches.apply(example(source.path("example").asText()), source.path("patch"));
                String name = file.getFileName().toString().replace(".json", "");
                bad.add(new Bad(name, changed, source.path("because").asText(), source.path("patch")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> all(String type) {
        return byName.values().stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type));
    }

    Stream<JsonNode> examples() {
        return byName.values().stream()
                .filter(resource -> resource.path("id").asText().startsWith("example-"));
    }

    /** What claims the profile: examples, and of the questionnaire's the one that the guide defines. */
    Stream<JsonNode> examplesOf(String profile) {
        return byName.values().stream().filter(resource -> claims(resource, profile));
    }

    Stream<Bad> badOf(String profile) {
        return bad.stream().filter(each -> claims(each.resource(), profile));
    }

    List<Bad> bad() {
        return List.copyOf(bad);
    }

    JsonNode example(String id) {
        return byName.values().stream()
                .filter(resource -> resource.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The guide has no example " + id + "."));
    }

    /** {@code Type-id}, which is also the name of its page. */
    static String name(JsonNode resource) {
        return resource.path("resourceType").asText() + "-"
                + resource.path("id").asText();
    }

    private static boolean claims(JsonNode resource, String profile) {
        for (JsonNode claimed : resource.at("/meta/profile")) {
            if (claimed.asText().equals(profile)) {
                return true;
            }
        }
        return false;
    }
}
