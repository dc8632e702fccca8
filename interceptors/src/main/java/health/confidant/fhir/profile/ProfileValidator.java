package health.confidant.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import health.confidant.ig.Guide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/**
 * HL7's validator with R4 and the guide's package, kept for the life of the server: profiles, their snapshots and the
 * answers of the terminology are cached in it. Thread-safe. It reads no database and no network.
 */
public final class ProfileValidator {
    private final FhirValidator validator;

    public ProfileValidator(FhirContext fhir, DefaultProfileValidationSupport r4) {
        this(fhir, r4, KeptInstanceValidator::new);
    }

    ProfileValidator(
            FhirContext fhir,
            DefaultProfileValidationSupport r4,
            Function<IValidationSupport, FhirInstanceValidator> maker) {
        NpmPackageValidationSupport guide = new NpmPackageValidationSupport(fhir);
        try {
            guide.loadPackageFromClasspath(Guide.PACKAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ValidationSupportChain chain = new ValidationSupportChain(
                ValidationSupportChain.CacheConfiguration.defaultValues(),
                new LaterActCodes(fhir, r4, guide),
                r4,
                guide,
                new InMemoryTerminologyServerValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new SnapshotGeneratingValidationSupport(fhir));
        FhirInstanceValidator instance = maker.apply(chain);
        // What others profiled and we do not know is R4 to us.
        instance.setErrorForUnknownProfiles(false);
        instance.setAnyExtensionsAllowed(true);
        instance.setNoExtensibleWarnings(true);
        instance.setNoBindingMsgSuppressed(true);
        // Whether a target is there, and for this caller, is the database's to say.
        instance.setAssumeValidRestReferences(true);
        validator = fhir.newValidator().registerValidatorModule(instance);
    }

    /** What is wrong with the resource, by R4, by the profiles it claims and by those that its shape calls for. */
    public List<Fault> faults(Resource resource) {
        ValidationOptions options = new ValidationOptions();
        Profiles.of(resource).forEach(options::addProfile);
        return validator.validateWithResult(resource, options).getMessages().stream()
                .map(Faults::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
