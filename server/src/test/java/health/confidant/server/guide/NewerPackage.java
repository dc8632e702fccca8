package health.confidant.server.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.ig.Guide;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * A later version of the guide, made from this build's: a profile asks for more, a value set has one code more, and so has
 * the list of codes that say substance use disorder. It is a directory for the front of a class path.
 */
final class NewerPackage {
    static final String VERSION = "0.2.0";
    static final String LATER_KIND = "home-visit";
    static final String LIST_VERSION = "2031-01";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOM = "health/confidant/ig/";

    private NewerPackage() {}

    /** @param sensitive a line for the list of codes */
    static Path write(Path directory, String sensitive) throws IOException {
        Path room = Files.createDirectories(directory.resolve(ROOM));
        Path archive = room.resolve("package.tgz");
        try (TarArchiveInputStream in = new TarArchiveInputStream(new GzipCompressorInputStream(Guide.archive()));
                OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream out = new TarArchiveOutputStream(new GzipCompressorOutputStream(file))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = changed(entry.getName(), in.readAllBytes());
                TarArchiveEntry copy = new TarArchiveEntry(entry.getName());
                copy.setSize(content.length);
                out.putArchiveEntry(copy);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        Files.createDirectories(room.resolve("site"));
        Files.copy(archive, room.resolve("site/package.tgz"));
        Files.writeString(room.resolve("sud-codes.csv"), list(sensitive));
        return directory;
    }

    private static byte[] changed(String name, byte[] content) throws IOException {
        if (!name.endsWith(".json")) {
            return content;
        }
        JsonNode json = JSON.readTree(content);
        switch (name) {
            case "package/package.json" -> ((ObjectNode) json).put("version", VERSION);
            case "package/StructureDefinition-individual-session.json" -> {
                ArrayNode elements = (ArrayNode) json.at("/differential/element");
                ObjectNode element =
                        elements.insertObject(elements.findValuesAsText("id").indexOf("Encounter.diagnosis"));
                element.put("id", "Encounter.reasonCode")
                        .put("path", "Encounter.reasonCode")
                        .put("min", 1);
            }
            case "package/CodeSystem-session-kind.json" ->
                ((ArrayNode) json.path("concept"))
                        .addObject()
                        .put("code", LATER_KIND)
                        .put("display", "Home visit");
            case "package/ValueSet-individual-sessions.json" ->
                ((ArrayNode) json.at("/compose/include/0/concept")).addObject().put("code", LATER_KIND);
            default -> {
                return content;
            }
        }
        return JSON.writeValueAsBytes(json);
    }

    private static String list(String sensitive) throws IOException {
        try (InputStream in = Guide.class.getResourceAsStream("sud-codes.csv")) {
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return list.replaceFirst("# version [^ .]+", "# version " + LIST_VERSION)
                            .strip() + "\n" + sensitive + "\n";
        }
    }
}
