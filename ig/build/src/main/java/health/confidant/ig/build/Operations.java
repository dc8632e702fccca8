package health.confidant.ig.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which operations this build of the server has. The guide defines no other: a definition is a promise. */
final class Operations {
    private static final Pattern BOUND = Pattern.compile("@Operation\\(\\s*name = \"\\$([a-z-]+)\"");
    /** HAPI's own provider has it. */
    private static final String EVERYTHING = "everything";

    private final Set<String> names = new HashSet<>(Set.of(EVERYTHING));

    Operations(Path project) {
        Path sources = project.resolve("server/src/main/java");
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher bound = BOUND.matcher(Files.readString(file));
                while (bound.find()) {
                    names.add(bound.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Whether the resource is anything but the definition of an operation that is not there. */
    boolean keeps(JsonNode resource) {
        return !resource.path("resourceType").asText().equals("OperationDefinition")
                || has(resource.path("code").asText());
    }
}
