package health.confidant.server.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes patients with Synthea in a Java of its own: Maven fetches it, so that the server does not carry it. */
final class Synthea {
    static final String VERSION = "3.3.0";

    /** Synthea's own today: with it a seed gives the same patients on every day. */
    private static final String TODAY = "20260101";

    private static final String POM =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>health.confidant</groupId>
              <artifactId>synthea-run</artifactId>
              <version>1</version>
              <dependencies>
                <dependency>
                  <groupId>org.mitre.synthea</groupId>
                  <artifactId>synthea</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
            </project>
            """
                    .formatted(VERSION);

    private Synthea() {}

    /** Fills the folder, all or nothing. Synthea's own words go to {@code synthea.log} in it. */
    static void generate(Path folder, int patients, long seed) {
        try {
            Path output = Files.createDirectories(folder).toAbsolutePath();
            Path log = output.resolve("synthea.log");
            Path making = output.resolve("making");
            delete(making);
            run(log, command(classPath(output, log), making, patients, seed));
            Files.move(making.resolve("fhir"), output.resolve("fhir"), StandardCopyOption.REPLACE_EXISTING);
            delete(making);
        } catch (IOException e) {
            throw new LoadException("Synthea cannot run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("Interrupted.", e);
        }
    }

    static List<String> command(String classPath, Path output, int patients, long seed) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                classPath,
                "App",
                "-p",
                String.valueOf(patients),
                "-s",
                String.valueOf(seed),
                "-cs",
                String.valueOf(seed),
                "-r",
                TODAY,
                "-e",
                TODAY,
                "--exporter.baseDirectory=" + output,
                "--exporter.fhir.export=true",
                "--exporter.hospital.fhir.export=true",
                "--exporter.practitioner.fhir.export=true");
    }

    private static String classPath(Path output, Path log) throws IOException, InterruptedException {
        Path project = Files.createTempDirectory("synthea");
        Path pom = Files.writeString(project.resolve("pom.xml"), POM);
        Path list = project.resolve("classpath");
        run(
                log,
                new ArrayList<>(List.of(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        pom.toString(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                        "-Dmdep.outputFile=" + list)));
        String classPath = Files.readString(list);
        for (Path file : List.of(list, pom, project)) {
            Files.deleteIfExists(file);
        }
        return classPath + File.pathSeparator + output;
    }

    /** What an interrupted run has left. */
    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void run(Path log, List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new LoadException(command.get(0) + " ended with " + code + "; see " + log + ".");
        }
    }
}
