package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import health.confidant.fhir.profile.KeptInstanceValidator;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/**
 * HL7's validator on base FHIR R4, offline: structure, cardinalities, invariants, and codes of the code systems that
 * come with R4. Code systems that do not (SNOMED CT, LOINC, RxNorm, CVX) are not checked, and neither is what a
 * resource claims in {@code meta.profile}.
 */
final class Validation {
    private final FhirValidator validator;
    private final Map<String, Integer> errors = new TreeMap<>();
    private final Map<String, Integer> types = new TreeMap<>();

    Validation(FhirContext r4) {
        FhirInstanceValidator instances = new KeptInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4)));
        instances.setAnyExtensionsAllowed(true);
        instances.setErrorForUnknownProfiles(false);
        instances.setNoTerminologyChecks(false);
        this.validator = r4.newValidator().registerValidatorModule(instances);
    }

    void check(Resource resource) {
        types.merge(resource.fhirType(), 1, Integer::sum);
        for (SingleValidationMessage message :
                validator.validateWithResult(resource).getMessages()) {
            if (message.getSeverity() == ResultSeverityEnum.ERROR
                    || message.getSeverity() == ResultSeverityEnum.FATAL) {
                errors.merge(kind(message), 1, Integer::sum);
            }
        }
    }

    /** Where and what, without an index or a value of somebody's record. */
    private static String kind(SingleValidationMessage message) {
        String where = String.valueOf(message.getLocationString())
                .replaceAll("\\[\\d+]", "")
                .replaceAll("/\\*[^*]*\\*/", "");
        return where + ": "
                + message.getMessage().replaceAll("'[^']*'|\"[^\"]*\"", "'...'").replaceAll("\\d+", "#");
    }

    /** How many of each kind, the kind being a path and a message without values. */
    Map<String, Integer> errors() {
        return errors;
    }

    /** How many resources of each type were looked at. */
    Map<String, Integer> types() {
        return types;
    }

    int resources() {
        return types.values().stream().mapToInt(Integer::intValue).sum();
    }
}
