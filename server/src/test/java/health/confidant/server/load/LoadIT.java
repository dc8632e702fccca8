package health.confidant.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.util.SearchParamHash;
import health.confidant.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three of Synthea's patients, with one to three resources of each type, and their directory, against the real server:
 * loaded, read back, validated, and not loaded twice.
 */
class LoadIT {
    private static final FhirContext R4 = FhirContext.forR4Cached();

    private final TestServer server = TestServer.shared();

    @TempDir
    private Path temporary;

    private Path folder;
    private String printed;

    /** Each test's own patients: the server is shared, and knows a patient by the identifier. */
    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        folder = temporary.resolve("synthea");
        Files.createDirectories(folder.resolve("fhir"));
        Path originals = Path.of(LoadIT.class.getResource("/synthea/fhir").toURI());
        try (Stream<Path> files = Files.list(originals)) {
            for (Path file : files.toList()) {
                Bundle bundle = R4.newJsonParser().parseResource(Bundle.class, Files.readString(file));
                bundle.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(Patient.class::isInstance)
                        .forEach(patient -> ((Patient) patient)
                                .getIdentifierFirstRep()
                                .setValue(UUID.randomUUID().toString()));
                write(file.getFileName().toString(), bundle);
            }
        }
    }

    @Test
    void everythingIsHeldReadBackAndValidAndNothingIsLoadedTwice() throws IOException {
        assertThat(load()).as(printed).isZero();
        assertThat(printed)
                .contains("5 files: 5 loaded, 0 were there, 0 errors.")
                .contains("Not loaded: 3 Provenance, since one names records of several confidentiality segments")
                .doesNotContain("does not hold");

        assertThat(validate()).as(printed).isZero();
        assertThat(printed).contains("3 of 3 patients read back", " 0 kinds of errors that the files have not.");
        long clinical = sent().stream()
                .flatMap(bundle -> bundle.getEntry().stream())
                .map(entry -> entry.getResource().fhirType())
                .filter(type -> !type.equals("Provenance"))
                .count();
        int read = Integer.parseInt(printed.replaceAll("(?s).*read back: (\\d+) resources.*", "$1"));
        assertThat(read).as(printed).isGreaterThanOrEqualTo((int) clinical);
        assertThat(printed).contains(" SupplyDelivery", " ImagingStudy", " ExplanationOfBenefit");

        int patients = count("Patient?_summary=count");
        int practitioners = count("Practitioner?_summary=count");
        Files.delete(temporary.resolve("synthea.loaded"));
        assertThat(load()).as(printed).isZero();
        assertThat(count("Patient?_summary=count")).isEqualTo(patients);
        assertThat(count("Practitioner?_summary=count")).isEqualTo(practitioners);
        assertThat(load()).isZero();
        assertThat(printed).contains("5 files: 0 loaded, 5 were there, 0 errors.");
    }

    @Test
    void aFileThatFailsLeavesNothingBehindAndDoesNotStopTheOthers() throws IOException {
        Path file = patientFiles().get(0);
        Bundle bundle = R4.newJsonParser().parseResource(Bundle.class, Files.readString(file));
        String identifier = PatientFile.identifier(bundle).orElseThrow();
        Encounter last = new Encounter();
        last.setStatus(Encounter.EncounterStatus.FINISHED);
        last.getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode("AMB");
        last.setSubject(new Reference("Patient/" + UUID.randomUUID()));
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + UUID.randomUUID())
                .setResource(last)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Encounter");
        write(file.getFileName().toString(), bundle);

        assertThat(load()).isEqualTo(1);
        assertThat(printed)
                .contains("5 files: 4 loaded, 0 were there, 1 errors.")
                .contains("Error in " + file.getFileName() + ": HTTP 422: WRITE-001 REFERENCE");
        assertThat(count("Patient?_summary=count&identifier=" + identifier.replace("|", "%7C")))
                .isZero();
        assertThat(server.administrator()
                        .queryForObject(
                                "select count(*) from hfj_spidx_token where hash_value = ?",
                                Integer.class,
                                SearchParamHash.hashSearchParam(
                                        "Patient", "identifier", identifier.substring(identifier.indexOf('|') + 1))))
                .as("nothing half-written")
                .isZero();

        assertThat(validate()).isEqualTo(1);
        assertThat(printed).contains("2 of 3 patients read back");
    }

    private int load() {
        return run(out -> new LoadCommand(() -> server.token("northside-ehr"), out, Clock.systemUTC())
                .run(server.fhir().toString(), folder.toString()));
    }

    private int validate() {
        return run(out -> new ValidateCommand(() -> server.token("northside-ehr"), out)
                .run(server.fhir().toString(), folder.toString()));
    }

    private int run(java.util.function.ToIntFunction<PrintStream> command) {
        server.forgetTokens();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = command.applyAsInt(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        printed = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int count(String query) {
        String body = server.get("northside-ehr", "/" + query).body();
        return Integer.parseInt(body.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
    }

    private List<Path> patientFiles() {
        return new SyntheaFolder(folder)
                .files().stream()
                        .filter(file -> !SyntheaFolder.isDirectory(file))
                        .toList();
    }

    private List<Bundle> sent() throws IOException {
        List<Bundle> bundles = new java.util.ArrayList<>();
        for (Path file : patientFiles()) {
            bundles.add(R4.newJsonParser().parseResource(Bundle.class, Files.readString(file)));
        }
        return bundles;
    }

    private void write(String name, Bundle bundle) throws IOException {
        Files.writeString(
                folder.resolve("fhir").resolve(name), R4.newJsonParser().encodeResourceToString(bundle));
    }
}
