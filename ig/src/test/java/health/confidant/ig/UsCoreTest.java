package health.confidant.ig;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples against US Core 6.1.0. Value sets that a licence or size keeps out of its package cannot be checked. */
class UsCoreTest {
    private static final Map<String, String> EXAMPLES = Map.of(
            "Patient-example-maya", "us-core-patient",
            "Condition-example-condition", "us-core-condition-encounter-diagnosis",
            "Encounter-example-individual-session", "us-core-encounter",
            "Observation-example-observation", "us-core-observation-screening-assessment",
            "DocumentReference-example-session-note", "us-core-documentreference",
            "CareTeam-example-individual-care-team", "us-core-careteam",
            "MedicationRequest-example-medication-request", "us-core-medicationrequest",
            "Coverage-example-coverage", "us-core-coverage");

    @TestFactory
    Stream<DynamicTest> examplesConformToUsCore() throws IOException {
        FhirValidator validator = validator();
        return EXAMPLES.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    String json = Files.readString(Path.of("compiled", each.getKey() + ".json"));
                    ValidationOptions options = new ValidationOptions()
                            .addProfile("http://hl7.org/fhir/us/core/StructureDefinition/" + each.getValue());
                    assertThat(validator
                                    .validateWithResult(json.replaceAll("\"meta\" : \\{[^}]*},", ""), options)
                                    .getMessages()
                                    .stream()
                                    .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                                    .map(message -> message.getLocationString() + " " + message.getMessage())
                                    .filter(fault -> !fault.contains("http://loinc.org")))
                            .isEmpty();
                }));
    }

    private static FhirValidator validator() throws IOException {
        PrePopulatedValidationSupport usCore = new PrePopulatedValidationSupport(GuideValidator.R4);
        for (String definition : UsCore.definitions()) {
            usCore.addResource(GuideValidator.R4.newJsonParser().parseResource(definition));
        }
        FhirInstanceValidator instance = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(GuideValidator.R4),
                usCore,
                new InMemoryTerminologyServerValidationSupport(GuideValidator.R4),
                new CommonCodeSystemsTerminologyService(GuideValidator.R4),
                new SnapshotGeneratingValidationSupport(GuideValidator.R4)));
        return GuideValidator.R4.newValidator().registerValidatorModule(instance);
    }
}
