package health.confidant.ig;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ValidationTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final Path TERMINOLOGY = Path.of("src/main/resources/health/confidant/ig/terminology");
    private static final FhirValidator VALIDATOR = validator();

    /** Warnings that may stand, each with its reason. */
    private static final List<String> ALLOWED = List.of(
            // A narrative repeats the record in free text, where no label and no redaction reaches it.
            "Constraint failed: dom-6",
            // Licensed or too large: no R4 package holds their codes.
            "CodeSystem is unknown and can't be validated: http://loinc.org",
            "CodeSystem is unknown and can't be validated: http://hl7.org/fhir/sid/icd-10-cm",
            "CodeSystem is unknown and can't be validated: http://www.nlm.nih.gov/research/umls/rxnorm",
            "CodeSystem is unknown and can't be validated: http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            // The value set is extensible, and HL7 has no code for a track or a SUD counseling note.
            "The Coding provided (https://confidant.health/fhir/CodeSystem/track#",
            "The Coding provided (https://confidant.health/fhir/CodeSystem/note-class#");

    @TestFactory
    Stream<DynamicTest> chaptersValidate() {
        return World.read().chapters().stream()
                .map(chapter -> DynamicTest.dynamicTest(chapter.name(), () -> assertValid(chapter.json())));
    }

    @Test
    void codeSystemsValidate() throws IOException {
        try (Stream<Path> files = Files.list(TERMINOLOGY)) {
            for (Path file : files.toList()) {
                assertValid(Files.readString(file));
            }
        }
    }

    @Test
    void anInvalidConsentDoesNotPass() {
        String broken = World.read().chapters().get(2).json().replace("\"dateTime\"", "\"dateTimes\"");
        assertThat(VALIDATOR.validateWithResult(broken).isSuccessful()).isFalse();
    }

    private static void assertValid(String json) {
        assertThat(VALIDATOR.validateWithResult(json).getMessages().stream()
                        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.WARNING) >= 0)
                        .filter(message -> !allowed(message))
                        .map(message ->
                                message.getSeverity() + " " + message.getLocationString() + " " + message.getMessage()))
                .isEmpty();
    }

    private static boolean allowed(SingleValidationMessage message) {
        return message.getSeverity() == ResultSeverityEnum.WARNING
                && ALLOWED.stream().anyMatch(words -> message.getMessage().contains(words));
    }

    private static FhirValidator validator() {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(R4);
        try (Stream<Path> files = Files.list(TERMINOLOGY)) {
            for (Path file : files.toList()) {
                ours.addCodeSystem(R4.newJsonParser().parseResource(CodeSystem.class, Files.readString(file)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        FhirInstanceValidator instance = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                ours,
                new InMemoryTerminologyServerValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4)));
        return R4.newValidator().registerValidatorModule(instance);
    }
}
