package health.confidant.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import health.confidant.enforcement.Surface;
import health.confidant.ig.Guide;
import health.confidant.ig.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProfileValidatorTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final ProfileValidator VALIDATOR = new ProfileValidator(R4, new DefaultProfileValidationSupport(R4));
    private static final String PROFILE = Guide.CANONICAL + "/StructureDefinition/";

    @TestFactory
    Stream<DynamicTest> theCastsRecordsHaveNoFault() {
        return World.read().chapters().stream()
                .flatMap(chapter -> R4.newJsonParser().parseResource(Bundle.class, chapter.json()).getEntry().stream())
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getFullUrl(),
                        () -> assertThat(VALIDATOR.faults(entry.getResource())).isEmpty()));
    }

    /** The server knows each example by its shape as what the guide calls it, though nothing in it says so. */
    @TestFactory
    Stream<DynamicTest> everyExampleOfTheGuideIsKnownByItsShape() throws IOException {
        NpmPackage archive = NpmPackage.fromPackage(Guide.archive());
        return archive.list("example").stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Resource example = (Resource) R4.newJsonParser().parseResource(archive.load("example", name));
                    List<String> claimed = example.getMeta().getProfile().stream()
                            .map(profile -> profile.getValue())
                            .toList();
                    example.setMeta(null);
                    if (!example.fhirType().equals("AuditEvent") && !untrained(name) && !proposed(example)) {
                        assertThat(Profiles.of(example)).containsAll(claimed);
                    }
                    assertThat(VALIDATOR.faults(example)).isEmpty();
                }));
    }

    /** Who leaves out {@code meta.profile} gets no further than who claims it. */
    @TestFactory
    Stream<DynamicTest> everyBadExampleIsRefusedByItsShapeForTheReasonItGives() throws IOException {
        return BadExample.all().stream()
                .filter(bad -> Surface.STORED.contains(bad.resource().fhirType()))
                .filter(bad -> !bad.name().equals("session-note"))
                .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> assertThat(VALIDATOR.faults(bad.resource()))
                        .as("the faults, of which one says %s", bad.because())
                        .anySatisfy(fault ->
                                assertThat(List.of(fault.rule(), fault.text())).contains(bad.because()))));
    }

    /** The class makes a note a counseling note, whose protection is the greater: what is refused is only the claim. */
    @Test
    void aSessionNoteWithTheClassOfACounselingNoteIsOne() throws IOException {
        Resource note = BadExample.all().stream()
                .filter(bad -> bad.name().equals("session-note"))
                .findFirst()
                .orElseThrow()
                .resource();
        assertThat(Profiles.of(note)).containsExactly(PROFILE + "sud-counseling-note");
        assertThat(VALIDATOR.faults(note)).isEmpty();
        note.getMeta().addProfile(PROFILE + "session-note");
        assertThat(VALIDATOR.faults(note)).extracting(Fault::rule).contains("note-no-class");
    }

    /** No shape calls for their profiles, because nothing of these types is taken. */
    @Test
    void theOtherBadExamplesAreOfTypesThatNobodyWrites() throws IOException {
        assertThat(BadExample.all())
                .filteredOn(bad -> !Surface.STORED.contains(bad.resource().fhirType()))
                .extracting(BadExample::name)
                .containsExactly(
                        "access-event",
                        "disclosure-event",
                        "privacy-check-questionnaire",
                        "privacy-check-questionnaire-room");
    }

    @Test
    void everyProfileThatAShapeCallsForIsInThePackage() throws IOException {
        List<String> files = NpmPackage.fromPackage(Guide.archive()).list("package");
        assertThat(Profiles.ids()).allSatisfy(id -> assertThat(files).contains("StructureDefinition-" + id + ".json"));
    }

    /** The conformance page is made from this table. */
    @Test
    void theGuideSaysOfEachProfileToWhatItApplies() throws IOException {
        try (InputStream table = Guide.class.getResourceAsStream("applies.table")) {
            Set<String> said = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(" | ")))
                    .collect(Collectors.toSet());
            assertThat(said).isEqualTo(Profiles.ids());
        }
    }

    @Test
    void aPatchOfTheShapeCannotTakeTheProfileOff() {
        Group couple = new Group();
        couple.setType(Group.GroupType.PERSON).setActual(true);
        couple.setCode(new CodeableConcept(
                new Coding("https://confidant.health/fhir/CodeSystem/group-kind", "treatment-pair", null)));
        couple.addMember().setEntity(new Reference("Patient/a"));
        assertThat(VALIDATOR.faults(couple)).extracting(Fault::rule).contains("cardinality", "couple-two");
        couple.addMember().setEntity(new Reference("Patient/b"));
        assertThat(VALIDATOR.faults(couple)).isEmpty();
    }

    @Test
    void aConsentThatIsOnlyProposedMayLackAnything() {
        Consent consent = new Consent();
        consent.setStatus(ConsentState.PROPOSED);
        consent.setScope(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", null)));
        consent.addCategory(new CodeableConcept(new Coding("http://loinc.org", "59284-0", null)));
        consent.setPatient(new Reference("Patient/a"));
        consent.addPolicy().setUri("https://confidant.health/policy/part2-consent/2026-02");
        assertThat(VALIDATOR.faults(consent)).isEmpty();
        consent.setStatus(ConsentState.ACTIVE);
        consent.getProvision().setType(ConsentProvisionType.PERMIT);
        assertThat(VALIDATOR.faults(consent)).extracting(Fault::rule).contains("consent-elements", "consent-purpose");
    }

    @Test
    void whatOthersProfiledIsR4Here() {
        Observation observation = new Observation();
        observation.getMeta().addProfile("http://hl7.org/fhir/us/core/StructureDefinition/us-core-smokingstatus");
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.getCode().setText("Smoking");
        assertThat(VALIDATOR.faults(observation)).isEmpty();
        observation.setStatus(null);
        assertThat(VALIDATOR.faults(observation)).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("Observation");
            assertThat(fault.text()).isEqualTo("Observation.status: minimum required = 1");
        });
    }

    /** R4 itself lacks the code; the guide's supplement brings it. */
    @Test
    void aPart2ConsentDirectiveIsAKnownCode() {
        Consent consent = new Consent();
        consent.setStatus(ConsentState.PROPOSED);
        consent.setScope(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", null)));
        consent.addCategory(new CodeableConcept(new Coding("http://loinc.org", "59284-0", null)));
        consent.setPatient(new Reference("Patient/a"));
        consent.setPolicyRule(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "42CFRPart2CD", null)));
        assertThat(VALIDATOR.faults(consent)).isEmpty();
    }

    /** A refusal is shown, logged and pasted into tickets. */
    @Test
    void noFaultQuotesWhatTheResourceSays() {
        String canary = "Zephyrine";
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(canary).setValue(canary);
        patient.addName().setFamily(canary);
        patient.getGenderElement().setValueAsString("female");
        patient.addTelecom().setValue(canary);
        patient.getMaritalStatus()
                .addCoding()
                .setSystem("http://hl7.org/fhir/" + canary)
                .setCode(canary);
        patient.addLink().setOther(new Reference("Patient/" + canary)).setType(Patient.LinkType.SEEALSO);
        DocumentReference note = new DocumentReference();
        note.getType()
                .addCoding()
                .setSystem("http://loinc.org")
                .setCode("11488-4")
                .setDisplay(canary);
        note.setSubject(new Reference("Patient/" + canary));
        note.setDescription(canary);
        note.addContent().getAttachment().setTitle(canary).setContentType(canary);
        List<Fault> faults = Stream.of(patient, note)
                .flatMap(resource -> VALIDATOR.faults(resource).stream())
                .toList();
        assertThat(faults).hasSizeGreaterThanOrEqualTo(4);
        assertThat(faults.toString()).doesNotContainIgnoringCase(canary);
    }

    private static boolean untrained(String name) {
        return name.contains("example-counselor");
    }

    private static boolean proposed(Resource example) {
        return example instanceof Consent consent && consent.getStatus() == ConsentState.PROPOSED;
    }
}
