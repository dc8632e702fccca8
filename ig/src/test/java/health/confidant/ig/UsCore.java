package health.confidant.ig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * US Core 6.1.0's profiles, extensions, code systems and value sets, one JSON resource a line: as published, where the
 * package is in the folder that {@code -Dfhir.packages} names, else the excerpt that is kept beside the tests.
 *
 * <p>The excerpt has what a validator asks for, without texts for people, and without the value sets that list codes of
 * others (LOINC, SNOMED CT, CPT, postal services), which US Core's licence, CC0-1.0, does not cover.
 */
final class UsCore {
    static final Path EXCERPT = Path.of("src", "test", "resources", "us-core-6.1.0.ndjson.gz");

    private static final Path PACKAGE =
            Path.of(System.getProperty("fhir.packages", "../../shared/packages"), "us_core_610.tgz");
    private static final Set<String> PROSE = Set.of(
            "alias",
            "comment",
            "definition",
            "example",
            "isModifierReason",
            "isSummary",
            "mapping",
            "meaningWhenMissing",
            "orderMeaning",
            "requirements",
            "short");
    private static final ObjectMapper JSON = new ObjectMapper();

    private UsCore() {}

    static List<String> definitions() throws IOException {
        Optional<List<String>> published = published();
        return published.isPresent() ? published.get() : excerpt();
    }

    /** Empty where the package is not at hand. */
    static Optional<List<String>> published() throws IOException {
        if (!Files.exists(PACKAGE)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(PACKAGE)) {
            NpmPackage archive = NpmPackage.fromPackage(in);
            List<String> resources = new ArrayList<>();
            for (String file : archive.listResources("StructureDefinition", "ValueSet", "CodeSystem").stream()
                    .sorted()
                    .toList()) {
                try (InputStream resource = archive.load("package", file)) {
                    resources.add(JSON.readTree(resource).toString());
                }
            }
            return Optional.of(resources);
        }
    }

    static List<String> excerpt() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(EXCERPT)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** What of these the excerpt has. */
    static List<String> excerptOf(List<String> published) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : published) {
            ObjectNode resource = (ObjectNode) JSON.readTree(line);
            boolean others = resource.path("resourceType").asText().equals("ValueSet")
                    && !resource.path("copyright").asText().startsWith("Used by permission of HL7 International");
            if (!others) {
                resource.remove(List.of("text", "differential", "mapping"));
                for (JsonNode element : resource.at("/snapshot/element")) {
                    ((ObjectNode) element).remove(PROSE);
                }
                kept.add(resource.toString());
            }
        }
        return kept;
    }
}
