package health.confidant.ig;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** The validator with the package that the build made, and nothing else of ours. */
final class GuideValidator {
    static final FhirContext R4 = FhirContext.forR4Cached();
    private static final FhirValidator VALIDATOR = validator();

    /** Warnings that may stand, each with its reason. */
    private static final List<String> ALLOWED = List.of(
            // A narrative repeats the record in free text, where no label and no redaction reaches it.
            "dom-6",
            // Licensed or too large: no R4 package holds their codes.
            "CodeSystem is unknown and can't be validated: http://loinc.org",
            "CodeSystem is unknown and can't be validated: http://hl7.org/fhir/sid/icd-10-cm",
            "CodeSystem is unknown and can't be validated: http://www.nlm.nih.gov/research/umls/rxnorm",
            "CodeSystem is unknown and can't be validated: http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            "CodeSystem is unknown and can't be validated: http://dicom.nema.org/resources/ontology/DCM",
            "CodeSystem is unknown and can't be validated: http://hl7.org/fhir/sid/cvx",
            "CodeSystem is unknown and can't be validated: http://nucc.org/provider-taxonomy",
            "Unable to expand ValueSet because CodeSystem could not be found: http://loinc.org",
            "The questionnaire 'http://loinc.org/q/",
            // Of other guides: US Core wants codes that R4's extensible value sets lack.
            "CodeSystem is unknown and can't be validated: http://hl7.org/fhir/us/core/CodeSystem/",
            "CodeSystem is unknown and can't be validated: http://ihe.net/fhir/ihe.formatcode.fhir/",
            "(codes = http://hl7.org/fhir/us/core/CodeSystem/",
            "(codes = http://terminology.hl7.org/CodeSystem/v2-0203#MB)",
            // The value set is extensible, and HL7 has no code for a track or a SUD counseling note.
            "The Coding provided (https://confidant.health/fhir/CodeSystem/");

    private GuideValidator() {}

    static List<SingleValidationMessage> messages(String json) {
        return VALIDATOR.validateWithResult(json).getMessages();
    }

    /** Errors, and warnings that no reason lets stand. */
    static List<String> faults(String json) {
        return messages(json).stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.WARNING) >= 0)
                .filter(message -> !allowed(message))
                .map(message -> message.getSeverity() + " " + message.getLocationString() + " " + message.getMessage())
                .toList();
    }

    static List<String> errors(String json) {
        return messages(json).stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + " " + message.getMessage())
                .toList();
    }

    private static boolean allowed(SingleValidationMessage message) {
        return message.getSeverity() == ResultSeverityEnum.WARNING
                && ALLOWED.stream().anyMatch(words -> message.getMessage().contains(words));
    }

    private static FhirValidator validator() {
        NpmPackageValidationSupport ours = new NpmPackageValidationSupport(R4);
        try {
            ours.loadPackageFromClasspath(Guide.PACKAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FhirInstanceValidator instance = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                ours,
                new InMemoryTerminologyServerValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new SnapshotGeneratingValidationSupport(R4)));
        return R4.newValidator().registerValidatorModule(instance);
    }
}
