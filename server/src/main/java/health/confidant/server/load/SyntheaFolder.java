package health.confidant.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Synthea's output: organisations first, then practitioners, then patients, each by name. */
record SyntheaFolder(Path folder) {
    List<Path> files() {
        Path fhir = folder.resolve("fhir");
        if (!Files.isDirectory(fhir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(fhir)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(SyntheaFolder::rank).thenComparing(Path::getFileName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isDirectory(Path file) {
        return rank(file) < 2;
    }

    private static int rank(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("hospitalInformation") ? 0 : name.startsWith("practitionerInformation") ? 1 : 2;
    }
}
