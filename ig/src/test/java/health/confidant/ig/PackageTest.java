package health.confidant.ig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.build.Patches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package that an EHR vendor takes: it validates itself, and each profile shows what it accepts and refuses. */
class PackageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COMPILED = Path.of("compiled");
    private static final Path BAD = Path.of("input/bad");
    private static final String PROFILE = Guide.CANONICAL + "/StructureDefinition/";

    @TestFactory
    Stream<DynamicTest> everyResourceOfTheGuideValidates() throws IOException {
        return files(COMPILED).stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> assertThat(GuideValidator.errors(Files.readString(file)))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyBadExampleIsRefusedForTheReasonItGives() throws IOException {
        return files(BAD).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    JsonNode bad = JSON.readTree(Files.readString(file));
                    JsonNode resource =
                            Patches.apply(example(bad.path("example").asText()), bad.path("patch"));
                    List<String> errors = GuideValidator.errors(resource.toString());
                    assertThat(errors).isNotEmpty().anySatisfy(error -> assertThat(error)
                            .containsIgnoringCase(bad.path("because").asText()));
                }));
    }

    @Test
    void everyProfileHasAGoodExampleAndABadOne() throws IOException {
        Set<String> profiles = new TreeSet<>();
        Set<String> good = new TreeSet<>();
        Set<String> bad = new TreeSet<>();
        for (Path file : files(COMPILED)) {
            JsonNode resource = JSON.readTree(Files.readString(file));
            if (resource.path("resourceType").asText().equals("StructureDefinition")) {
                profiles.add(resource.path("url").asText());
            }
            resource.at("/meta/profile").forEach(profile -> good.add(profile.asText()));
        }
        for (Path file : files(BAD)) {
            String example =
                    JSON.readTree(Files.readString(file)).path("example").asText();
            example(example).at("/meta/profile").forEach(profile -> bad.add(profile.asText()));
        }
        // Every kind of consent is a consent, so a bad one of any kind shows what the common profile refuses.
        bad.add(PROFILE + "program-consent");
        assertThat(profiles).hasSizeGreaterThanOrEqualTo(30);
        assertThat(good).containsAll(profiles);
        assertThat(bad).containsAll(profiles);
    }

    @Test
    void everyProfileSaysWhatItIsForAndEveryInvariantWhatItMeans() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path file : files(COMPILED)) {
            JsonNode resource = JSON.readTree(Files.readString(file));
            if (!resource.path("resourceType").asText().equals("StructureDefinition")) {
                continue;
            }
            if (resource.path("purpose").asText().length() < 40
                    || resource.path("description").asText().length() < 20) {
                silent.add(file.getFileName().toString());
            }
            resource.at("/differential/element")
                    .forEach(element -> element.path("constraint").forEach(constraint -> {
                        if (constraint.path("human").asText().length() < 20) {
                            silent.add(constraint.path("key").asText());
                        }
                    }));
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void thePackageHoldsWhatWasCompiledAndNoDoubles() throws IOException {
        NpmPackage archive = NpmPackage.fromPackage(Guide.archive());
        assertThat(archive.name()).isEqualTo("health.confidant.ig");
        assertThat(archive.fhirVersion()).isEqualTo("4.0.1");
        Set<String> packed = Stream.concat(archive.list("package").stream(), archive.list("example").stream())
                .filter(name -> name.contains("-"))
                .collect(Collectors.toSet());
        // Definitions of operations that the server does not have yet stay out: a definition is a promise.
        Set<String> compiled = files(COMPILED).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        assertThat(compiled).containsAll(packed);
        compiled.removeAll(packed);
        assertThat(compiled).allMatch(name -> name.startsWith("OperationDefinition-"));
        assertThat(packed)
                .contains("OperationDefinition-patient-everything.json", "OperationDefinition-consent-revoke.json");
    }

    /** The list that labels by and the value sets say the same; CPT, whose codes are licensed, is in no value set. */
    @Test
    void theSudValueSetsHoldTheCodesOfTheList() throws IOException {
        String sets = files(COMPILED).stream()
                .filter(file -> file.getFileName().toString().startsWith("ValueSet-sud"))
                .map(PackageTest::text)
                .collect(Collectors.joining());
        for (String line : Files.readAllLines(Path.of("src/main/resources/health/confidant/ig/sud-codes.csv"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",");
            boolean licensed = cells[0].equals("http://www.ama-assn.org/go/cpt");
            boolean other = cells[0].equals("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets");
            if (licensed) {
                assertThat(sets).doesNotContain('"' + cells[1] + '"');
            } else if (!other) {
                String code = cells[1].replace("*", ".*");
                String pattern = cells[1].endsWith("*")
                        ? cells[1].substring(0, cells[1].length() - 1).replace(".", "\\\\.") + ".*"
                        : code;
                assertThat(sets).contains('"' + pattern + '"');
            }
        }
    }

    private static JsonNode example(String id) throws IOException {
        for (Path file : files(COMPILED)) {
            if (file.getFileName().toString().endsWith("-" + id + ".json")) {
                JsonNode resource = JSON.readTree(Files.readString(file));
                if (resource.path("id").asText().equals(id)) {
                    return resource;
                }
            }
        }
        throw new IllegalArgumentException("No example " + id);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
