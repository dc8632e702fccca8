package health.confidant.ig.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HL7's FSH compiler, installed from the lock file and run without a network: what it needs of FHIR is
 * {@link CorePackage}, and its home is under {@code target}.
 */
final class Sushi implements Compiled.Compiler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path guide;
    private final Path work;

    Sushi(Path guide) {
        this.guide = guide;
        this.work = guide.resolve("target/sushi");
    }

    @Override
    public boolean available() {
        try {
            return run(List.of("node", "--version"), guide, Map.of()) == 0
                    && run(List.of("npm", "--version"), guide, Map.of()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void compile(Path target) {
        try {
            install();
            Path home = work.resolve("home");
            CorePackage.write(home.resolve(".fhir/packages"));
            Path input = work.resolve("guide");
            delete(input);
            Files.createDirectories(input);
            copy(guide.resolve("sushi-config.yaml"), input.resolve("sushi-config.yaml"));
            copy(guide.resolve("input/fsh"), input.resolve("input/fsh"));
            List<String> command = List.of(
                    "node", work.resolve("node_modules/fsh-sushi/dist/app.js").toString(), "build", input.toString());
            int exit = run(command, work, Map.of("HOME", home.toString(), "FPL_REGISTRY", "http://127.0.0.1:9"));
            if (exit != 0) {
                throw new IllegalStateException("The FSH does not compile; " + log() + " says where.");
            }
            delete(target);
            Files.createDirectories(target);
            for (Path file : Compiled.json(input.resolve("fsh-generated/resources"))) {
                Files.writeString(target.resolve(file.getFileName()), tidy(file));
            }
            SudValueSets.write(guide, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install() throws IOException {
        Files.createDirectories(work);
        copy(guide.resolve("package.json"), work.resolve("package.json"));
        copy(guide.resolve("package-lock.json"), work.resolve("package-lock.json"));
        if (Files.exists(work.resolve("node_modules/fsh-sushi/dist/app.js"))) {
            return;
        }
        List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (run(command, work, Map.of()) != 0) {
            throw new IllegalStateException("npm could not install the FSH compiler; " + log() + " says why.");
        }
    }

    private int run(List<String> command, Path folder, Map<String, String> environment) throws IOException {
        Files.createDirectories(work);
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private File log() {
        return work.resolve("sushi.log").toFile();
    }

    /** Two spaces, and the resource's type and id first, so that changes read well. */
    private static String tidy(Path file) throws IOException {
        JsonNode resource = JSON.readTree(Files.readString(file));
        // What the compiler writes for HL7's publisher, which this build does not run and R4 does not know.
        if (resource.path("definition") instanceof ObjectNode definition) {
            definition.remove(List.of("page", "parameter"));
        }
        ObjectNode ordered = JSON.createObjectNode();
        for (String first : List.of("resourceType", "id")) {
            if (resource.has(first)) {
                ordered.set(first, resource.get(first));
            }
        }
        resource.properties().forEach(field -> {
            if (!ordered.has(field.getKey())) {
                ordered.set(field.getKey(), field.getValue());
            }
        });
        return ordered.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(path, path.equals(from) ? to : target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
