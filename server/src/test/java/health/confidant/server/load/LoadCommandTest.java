package health.confidant.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";
    private static final String OURS = "https://example.org/id";

    @TempDir
    Path temporary;

    private Path folder;
    private StubServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private String printed;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
        folder = temporary.resolve("synthea");
        Files.createDirectories(folder.resolve("fhir"));
        write("practitionerInformation1.json", practitioners());
        write("hospitalInformation1.json", hospitals());
        write("Ana.json", patient("ana", "Practitioner?identifier=" + NPI + "|1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void loadsTheDirectoryFirstAndThenThePatientInOneTransaction() {
        assertThat(load()).isZero();
        assertThat(server.types())
                .containsExactly(
                        "Organization",
                        "Practitioner",
                        "PractitionerRole",
                        "Patient",
                        "Encounter",
                        "MedicationRequest");
        assertThat(server.posted.get(2).getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(server.tokens).containsOnly("Bearer token-1");
        assertThat(asked.get()).as("a token is asked for once a minute").isEqualTo(1);
        assertThat(temporary.resolve("synthea.sending")).doesNotExist();
    }

    @Test
    void resolvesMatchReferencesBySearchingOnce() {
        load();
        Encounter encounter = (Encounter) server.posted.get(2).getEntry().get(1).getResource();
        String expected = "Practitioner/server-" + (NPI + "|1").hashCode();
        assertThat(encounter.getParticipant())
                .extracting(each -> each.getIndividual().getReference())
                .containsExactly(expected, expected);
        // Once before the directory was posted, once for the patient's two references.
        assertThat(server.searches.stream().filter(search -> search.startsWith("Practitioner?")))
                .hasSize(2);
        assertThat(encounter.getSubject().getReference()).isEqualTo("urn:uuid:ana");
    }

    @Test
    void refusesAnUnknownDirectoryEntryAndAMatchReferenceToAnythingElse() throws IOException {
        write("Ben.json", patient("ben", "Practitioner?identifier=" + NPI + "|404"));
        write("Cy.json", patient("cy", "Patient?identifier=" + OURS + "|ana"));
        assertThat(load()).isEqualTo(1);
        assertThat(printed)
                .contains("Error in Ben.json: The server's directory lacks", "|404")
                .contains("Error in Cy.json: Only the directory may be referred to by identifier")
                .contains("5 files: 3 loaded, 0 were there, 2 errors.");
        assertThat(server.types().stream().filter("Patient"::equals)).hasSize(1);
    }

    @Test
    void leavesOutWhatTheServerDoesNotHoldAndSaysSo() {
        load();
        assertThat(server.types()).doesNotContain("Provenance");
        assertThat(printed).contains("Not loaded: 1 Provenance, since one names records of several");
        MedicationRequest request =
                (MedicationRequest) server.posted.get(2).getEntry().get(2).getResource();
        assertThat(request.getSupportingInformationFirstRep().getReference()).isNull();
        assertThat(request.getSupportingInformationFirstRep().getDisplay()).isEqualTo("Not loaded");
    }

    /** What the parser leaves out could not be sent; the record would be there, and be another one. */
    @Test
    void aFileThatWouldNotBeReadWholeIsNotSent() throws IOException {
        Path file = folder.resolve("fhir/Ana.json");
        Files.writeString(file, Files.readString(file).replace("\"subject\"", "\"sbuject\""));
        assertThat(load()).isEqualTo(1);
        assertThat(printed)
                .contains("Error in Ana.json: Bundle.entry[1].resource.sbuject: FHIR R4 has no such element");
        assertThat(server.types()).doesNotContain("Patient");
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        write("Ben.json", patient("ben", "Practitioner?identifier=" + NPI + "|1"));
        server.refuses =
                bundle -> R4.newJsonParser().encodeResourceToString(bundle).contains("\"ben\"");
        assertThat(load()).isEqualTo(1);
        assertThat(printed).contains("Error in Ben.json: HTTP 422: refused by the stub");
        int before = server.posted.size();
        int searchesBefore = server.searches.size();

        server.refuses = bundle -> false;
        assertThat(load()).isZero();
        assertThat(server.posted).hasSize(before + 1);
        // Ben alone: is he there, and his practitioner.
        assertThat(server.searches).hasSize(searchesBefore + 2);
        assertThat(printed).contains("4 files: 1 loaded, 3 were there, 0 errors.");
    }

    @Test
    void asksTheServerBeforePostingWhenTheStateFileIsGone() throws IOException {
        load();
        int before = server.posted.size();
        Files.delete(temporary.resolve("synthea.loaded"));
        assertThat(load()).isZero();
        assertThat(server.posted).hasSize(before);
    }

    @Test
    void looksManyDirectoryEntriesUpAtOnce() throws IOException {
        List<Practitioner> many = IntStream.range(0, 2 * FhirEndpoint.IDENTIFIERS + 1)
                .mapToObj(n -> {
                    Practitioner practitioner = new Practitioner();
                    practitioner.addIdentifier().setSystem(NPI).setValue("9," + n);
                    return practitioner;
                })
                .toList();
        Bundle directory = bundle(many);
        directory.getEntry().forEach(entry -> entry.getRequest()
                .setIfNoneExist("identifier=" + NPI + "|"
                        + ((Practitioner) entry.getResource())
                                .getIdentifierFirstRep()
                                .getValue()));
        write("practitionerInformation1.json", directory);
        Files.delete(folder.resolve("fhir/Ana.json"));
        load();
        assertThat(server.searches.stream().filter(search -> search.startsWith("Practitioner?")))
                .hasSize(3);
        int posted = server.types().size();

        Files.delete(temporary.resolve("synthea.loaded"));
        assertThat(load()).isZero();
        assertThat(server.types()).as("all of them were found").hasSize(posted);
    }

    @Test
    void waitsForWhatAKilledRunHadUnderWay() throws IOException {
        Path file = folder.resolve("fhir/Ana.json");
        String sha = HexFormat.of().formatHex(sha256(Files.readAllBytes(file)));
        Files.writeString(temporary.resolve("synthea.sending"), sha + " " + server.base());
        server.afterSearch = search -> {
            if (search.startsWith("Patient?") && !server.types().contains("Patient")) {
                server.posted.add(patient("ana", "Practitioner/1"));
            }
        };
        assertThat(load()).isZero();
        assertThat(server.types().stream().filter("Patient"::equals)).hasSize(1);
        assertThat(printed).contains("3 files: 2 loaded, 1 were there, 0 errors.");
    }

    @Test
    void splitsTheDirectoryAndNeverAPatient() {
        List<Bundle.BundleEntryComponent> many = IntStream.range(0, DirectoryFile.CHUNK * 2 + 1)
                .mapToObj(n -> new Bundle.BundleEntryComponent().setResource(new Organization()))
                .toList();
        assertThat(DirectoryFile.split(many))
                .extracting(bundle -> bundle.getEntry().size())
                .containsExactly(DirectoryFile.CHUNK, DirectoryFile.CHUNK, 1);

        Bundle tooMany = new Bundle();
        IntStream.rangeClosed(0, FhirEndpoint.MAX_ENTRIES)
                .forEach(n -> tooMany.addEntry().setResource(new Organization()));
        FhirEndpoint endpoint = new FhirEndpoint(server.base(), () -> "token");
        assertThatThrownBy(() -> endpoint.post(tooMany)).isInstanceOf(LoadException.class);
        assertThat(server.posted).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        assertThat(run("http://127.0.0.1:1/fhir")).isEqualTo(2);
        assertThat(printed).contains("Usage: load BASE-URL FOLDER");
        assertThat(run("http://127.0.0.1:1/fhir", "x", "--generate", "many")).isEqualTo(2);
        assertThat(run("http://127.0.0.1:1/fhir", temporary.resolve("nothing").toString()))
                .isEqualTo(1);
        assertThat(printed).contains("No FHIR files");
    }

    @Test
    void listsAnErrorPerFileWhenTheServerIsGone() {
        server.close();
        assertThat(load()).isEqualTo(1);
        assertThat(printed).contains("does not answer", "3 errors");
        assertThat(temporary.resolve("synthea.loaded")).doesNotExist();
    }

    private int load() {
        return run(server.base().toString() + "/", folder.toString());
    }

    private int run(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = new LoadCommand(
                        () -> "token-" + asked.incrementAndGet(),
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        Clock.systemUTC())
                .run(args);
        printed = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, Bundle bundle) throws IOException {
        Files.writeString(
                folder.resolve("fhir").resolve(name), R4.newJsonParser().encodeResourceToString(bundle));
    }

    private static Bundle hospitals() {
        Organization hospital = new Organization();
        hospital.addIdentifier().setSystem(OURS).setValue("hospital");
        Bundle bundle = bundle(List.of(hospital));
        bundle.getEntryFirstRep().getRequest().setIfNoneExist("identifier=" + OURS + "|hospital");
        return bundle;
    }

    private static Bundle practitioners() {
        Practitioner practitioner = new Practitioner();
        practitioner.addIdentifier().setSystem(NPI).setValue("1");
        PractitionerRole role = new PractitionerRole();
        role.getPractitioner().getIdentifier().setSystem(NPI).setValue("1");
        Bundle bundle = bundle(List.of(practitioner, role));
        bundle.getEntryFirstRep().getRequest().setIfNoneExist("identifier=" + NPI + "|1");
        return bundle;
    }

    private static Bundle patient(String name, String match) {
        Patient patient = new Patient();
        patient.setId(name);
        patient.addIdentifier().setSystem(OURS).setValue(name);
        Encounter encounter = new Encounter();
        encounter.setSubject(new Reference("urn:uuid:" + name));
        encounter.addParticipant().setIndividual(new Reference(match));
        encounter.addParticipant().setIndividual(new Reference(match));
        MedicationRequest request = new MedicationRequest();
        request.setSubject(new Reference("urn:uuid:" + name));
        request.addSupportingInformation(new Reference("urn:uuid:" + name + "-Provenance"));
        Bundle bundle = bundle(List.of(patient, encounter, request, new Provenance()));
        bundle.getEntryFirstRep().setFullUrl("urn:uuid:" + name);
        bundle.getEntry().get(3).setFullUrl("urn:uuid:" + name + "-Provenance");
        return bundle;
    }

    private static Bundle bundle(List<? extends Resource> resources) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        List<Resource> all = new ArrayList<>(resources);
        for (int i = 0; i < all.size(); i++) {
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + all.get(i).fhirType() + i)
                    .setResource(all.get(i))
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl(all.get(i).fhirType());
        }
        return bundle;
    }
}
