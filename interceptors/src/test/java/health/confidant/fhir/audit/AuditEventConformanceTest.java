package health.confidant.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.PatientView;
import health.confidant.ig.Guide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class AuditEventConformanceTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final PrePopulatedValidationSupport PROFILES = BalpProfiles.load(FHIR);
    /** One for all: reading the definitions of R4 is what takes the time. */
    private static final FhirValidator VALIDATOR = validator();

    /** Everything that a record can be: each action, done and denied, with a patient and without, on a consent and not, with a token and without. */
    private static Stream<AuditRecord> records() {
        Stream<AuditRecord> byStaff = plain().flatMap(
                        entry -> Stream.of(entry, entry.with(List.of(), Optional.empty(), "Consent/1/_history/2")))
                .flatMap(entry -> Stream.of(
                        entry,
                        entry.but()
                                .token("0a6b0000-0000-4000-8000-000000000002")
                                .build()));
        return Stream.concat(
                byStaff, plain().filter(entry -> entry.action().rest()).flatMap(AuditEventConformanceTest::others));
    }

    private static Stream<AuditRecord> plain() {
        return Arrays.stream(Action.values())
                .flatMap(action -> Arrays.stream(Outcome.values()).map(outcome -> TestAuditRecords.of(action, outcome)))
                .flatMap(entry -> Stream.of(entry, TestAuditRecords.without(entry)));
    }

    /** By an organisation, in an emergency; and all as the patient is shown it, by staff and by another patient. */
    private static Stream<AuditRecord> others(AuditRecord entry) {
        AuditRecord organisation = entry.but().agent("Organization/northside").build();
        AuditRecord emergency = entry.but().purpose(Purpose.BTG).build();
        // A patient neither receives disclosures nor sends a program's records.
        AuditRecord partner = entry.action() == Action.DISCLOSE || entry.action() == Action.RECEIVE
                ? entry
                : entry.but().agent("Patient/b").purpose(Purpose.PATRQT).build();
        return Stream.concat(
                Stream.of(organisation, emergency, partner),
                Stream.of(entry, organisation, emergency, partner).map(seen -> PatientView.of(seen, "Patient/a")));
    }

    @Test
    void aSearchThatFoundNothingSinceAllIsHiddenIsAQueryWithoutTheProfileThatWantsSuccess() {
        AuditEvent event = AuditEvents.of(
                TestAuditRecords.of(Action.SEARCH, Outcome.DENIED).with(List.of()));
        assertThat(event.getMeta().getProfile()).isEmpty();
        assertThat(event.getOutcome().toCode()).isEqualTo("8");
        assertThat(event.getEntity()).anyMatch(entity -> entity.hasQuery());
        assertThat(errors(event, "access-event")).isEmpty();
    }

    private static List<AuditEvent> events() {
        return records().map(AuditEvents::of).toList();
    }

    @Test
    void everyEventIsAnAuditEvent() {
        for (AuditEvent event : events()) {
            // The profile is the other test's business.
            AuditEvent bare = event.copy();
            bare.getMeta().getProfile().clear();
            assertThat(errors(bare)).as(text(event)).isEmpty();
        }
    }

    /** Requirements 50, 52, 55. */
    @Test
    void everyEventConformsToTheProfileThatItClaims() {
        List<AuditEvent> claiming =
                events().stream().filter(event -> event.getMeta().hasProfile()).toList();
        assertThat(claiming).hasSizeGreaterThanOrEqualTo(25);
        for (AuditEvent event : claiming) {
            assertThat(errors(event)).as(text(event)).isEmpty();
        }
        AuditEvent swapped = claiming.get(0).copy();
        swapped.getAgent().get(0).getType().getCodingFirstRep().setCode("110154");
        assertThat(errors(swapped)).as("the profiles are applied").isNotEmpty();
    }

    /** What no interaction with a resource is, has no profile of ours either: sign-ins, starts, alarms. */
    @Test
    void everyAccessIsWhatTheGuideSaysOfOne() {
        List<AuditRecord> accesses = records()
                .filter(entry -> entry.action().rest() && !discloses(entry))
                .toList();
        assertThat(accesses).hasSizeGreaterThanOrEqualTo(25);
        for (AuditRecord entry : accesses) {
            AuditEvent event = AuditEvents.of(entry);
            assertThat(errors(event, "access-event")).as(text(event)).isEmpty();
        }
        AuditEvent ofTwo = AuditEvents.of(accesses.get(0));
        ofTwo.addEntity()
                .setType(new Coding(AuditEvents.HL7 + "audit-entity-type", "1", null))
                .setRole(new Coding(AuditEvents.HL7 + "object-role", "1", null))
                .setWhat(new Reference("Patient/b"));
        assertThat(errors(ofTwo, "access-event"))
                .as("the profile is applied")
                .anyMatch(error -> error.contains("event-one-patient"));
    }

    @Test
    void everyDisclosureIsWhatTheGuideSaysOfOne() {
        List<AuditRecord> disclosures =
                records().filter(AuditEventConformanceTest::discloses).toList();
        assertThat(disclosures).isNotEmpty();
        for (AuditRecord entry : disclosures) {
            AuditEvent event = AuditEvents.of(entry);
            assertThat(errors(event, "disclosure-event")).as(text(event)).isEmpty();
        }
        AuditEvent toNobody = AuditEvents.of(disclosures.get(0));
        toNobody.getAgent().removeIf(agent -> agent.getType().hasCoding(AuditEvents.DICOM, "110152"));
        assertThat(errors(toNobody, "disclosure-event"))
                .as("the profile is applied")
                .anyMatch(error -> error.contains("disclosure-recipient"));
    }

    @Test
    void whatAPatientIsShownConformsAndNamesNoOtherPatient() {
        List<AuditRecord> shown = records()
                .filter(entry -> entry.agent().equals(PatientView.PARTICIPANT))
                .toList();
        assertThat(shown).hasSizeGreaterThanOrEqualTo(25);
        assertThat(shown).allSatisfy(entry -> assertThat(text(AuditEvents.of(entry)))
                .contains("another-participant")
                .doesNotContain("Patient/b", "10.0.0.9", "clinician-app", "code=1"));
        assertThat(records().filter(entry -> entry.query().equals("Observation?code=")))
                .as("and of a query its parameters")
                .isNotEmpty();
    }

    @Test
    void organisationsAndEmergenciesAreClaimedAsTheyAre() {
        AuditEvent organisation = AuditEvents.of(TestAuditRecords.of(Action.READ, Outcome.SUCCESS)
                .but()
                .agent("Organization/northside")
                .purpose(Purpose.BTG)
                .build());
        assertThat(organisation.getMeta().getProfile())
                .extracting(profile -> profile.getValue())
                .containsExactly("https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientRead");
        assertThat(text(organisation)).contains("\"Organization/northside\"", "\"BTG\"");
        assertThat(errors(organisation, "access-event")).isEmpty();
    }

    private static boolean discloses(AuditRecord entry) {
        return entry.action() == Action.DISCLOSE && entry.outcome() != Outcome.DENIED;
    }

    private static FhirValidator validator() {
        NpmPackageValidationSupport guide = new NpmPackageValidationSupport(FHIR);
        try {
            guide.loadPackageFromClasspath(Guide.PACKAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR),
                new SnapshotGeneratingValidationSupport(FHIR));
        chain.addValidationSupport(PROFILES);
        chain.addValidationSupport(guide);
        FhirInstanceValidator module = new FhirInstanceValidator(chain);
        module.setAnyExtensionsAllowed(false);
        return FHIR.newValidator().registerValidatorModule(module);
    }

    /** By these profiles of the guide, and by what the event claims. */
    private static List<String> errors(AuditEvent event, String... profiles) {
        ValidationOptions options = new ValidationOptions();
        for (String profile : profiles) {
            options.addProfile(Guide.CANONICAL + "/StructureDefinition/" + profile);
        }
        return VALIDATOR.validateWithResult(text(event), options).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    private static String text(AuditEvent event) {
        return FHIR.newJsonParser().encodeResourceToString(event);
    }
}
