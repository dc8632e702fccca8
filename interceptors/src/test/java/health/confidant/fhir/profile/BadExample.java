package health.confidant.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.ig.Guide;
import health.confidant.ig.build.Patches;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * A resource that the guide says must be refused, without {@code meta}: nothing in it says what it wants to be.
 *
 * @param because the invariant, or the rule in words
 */
record BadExample(String name, Resource resource, String because) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("..", "ig", "input", "bad");

    /** All of them by name. */
    static List<BadExample> all() throws IOException {
        Map<String, JsonNode> good = good();
        List<BadExample> bad = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                JsonNode source = JSON.readTree(Files.readString(file));
                ObjectNode changed = (ObjectNode)
                        Patches.apply(good.get(source.path("example").asText()), source.path("patch"));
                changed.remove("meta");
                bad.add(new BadExample(
                        file.getFileName().toString().replace(".json", ""),
                        (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(changed.toString()),
                        source.path("because").asText()));
            }
        }
        bad.sort(Comparator.comparing(BadExample::name));
        return bad;
    }

    private static Map<String, JsonNode> good() throws IOException {
        NpmPackage archive = NpmPackage.fromPackage(Guide.archive());
        Map<String, JsonNode> byId = new HashMap<>();
        for (String folder : List.of("example", "package")) {
            for (String file : archive.list(folder)) {
                try (InputStream in = archive.load(folder, file)) {
                    JsonNode resource = JSON.readTree(in);
                    byId.putIfAbsent(resource.path("id").asText(), resource);
                }
            }
        }
        return byId;
    }
}
