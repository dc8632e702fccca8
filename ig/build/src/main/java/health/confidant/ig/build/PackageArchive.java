package health.confidant.ig.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** The compiled resources as a FHIR NPM package: conformance resources in {@code package}, examples apart. */
final class PackageArchive {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CONFORMANCE = Set.of(
            "CapabilityStatement",
            "CodeSystem",
            "ConceptMap",
            "ImplementationGuide",
            "OperationDefinition",
            "Questionnaire",
            "SearchParameter",
            "StructureDefinition",
            "ValueSet");
    /** The same bytes from the same sources, whenever they are packed. */
    private static final long EPOCH = 499_137_600_000L;

    private PackageArchive() {}

    static boolean conformance(JsonNode resource) {
        return CONFORMANCE.contains(resource.path("resourceType").asText());
    }

    static void write(List<Path> resources, Operations operations, Path archive) throws IOException {
        GzipParameters gzip = new GzipParameters();
        gzip.setModificationTime(0);
        Files.createDirectories(archive.getParent());
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out, gzip))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            put(tar, "package/package.json", manifest().toPrettyString());
            ObjectNode index = JSON.createObjectNode().put("index-version", 2);
            ObjectNode examples = JSON.createObjectNode().put("index-version", 2);
            ArrayNode indexed = index.putArray("files");
            ArrayNode example = examples.putArray("files");
            for (Path file : resources) {
                JsonNode resource = JSON.readTree(Files.readString(file));
                if (!operations.keeps(resource)) {
                    continue;
                }
                boolean conformance = conformance(resource);
                String name = file.getFileName().toString();
                put(tar, "package/" + (conformance ? "" : "example/") + name, resource.toString());
                describe(conformance ? indexed : example, name, resource);
            }
            put(tar, "package/.index.json", index.toPrettyString());
            put(tar, "package/example/.index.json", examples.toPrettyString());
        }
    }

    private static ObjectNode manifest() {
        ObjectNode manifest = JSON.createObjectNode()
                .put("name", "health.confidant.ig")
                .put("version", "0.1.0")
                .put("tools-version", 3)
                .put("type", "IG")
                .put("license", "CC0-1.0")
                .put("canonical", "https://confidant.health/fhir")
                .put("title", "Confidant, couples treatment of substance use disorders")
                .put("description", "The contract of a FHIR server in which the database keeps the confidence.")
                .put("author", "Confidant");
        manifest.putArray("fhirVersions").add("4.0.1");
        manifest.putObject("dependencies").put("hl7.fhir.r4.core", "4.0.1");
        manifest.putObject("directories").put("lib", "package").put("example", "example");
        return manifest;
    }

    private static void describe(ArrayNode index, String name, JsonNode resource) {
        ObjectNode entry = index.addObject().put("filename", name);
        for (String field : List.of("resourceType", "id", "url", "version", "kind", "type")) {
            if (resource.path(field).isTextual()) {
                entry.put(field, resource.path(field).asText());
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setModTime(EPOCH);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
