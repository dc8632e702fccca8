package health.confidant.fhir.profile;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.validation.IValidationContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * HAPI's way into HL7's validator, which makes one for each resource; making one reads a list of OIDs and costs more
 * than validating with it. HL7's is made to be used again, by one thread at a time, so here those not in use are kept.
 */
public final class KeptInstanceValidator extends FhirInstanceValidator {
    /** It remembers a number for each text beside a code that it has seen, so it is not kept forever. */
    private static final int USES = 2_000;

    private final Queue<Kept> idle = new ConcurrentLinkedQueue<>();

    public KeptInstanceValidator(IValidationSupport support) {
        super(support);
    }

    @Override
    protected List<ValidationMessage> validate(IValidationContext<?> resource) {
        if (resource.getResourceAsStringEncoding() != EncodingEnum.JSON) {
            return super.validate(resource);
        }
        WorkerContextValidationSupportAdapter context = provideWorkerContext();
        Kept kept = Objects.requireNonNullElseGet(idle.poll(), () -> new Kept(make(context)));
        List<ValidationMessage> messages = new ArrayList<>();
        byte[] json = resource.getResourceAsString().getBytes(StandardCharsets.UTF_8);
        // Not put back where this throws: what state it is in is not known then.
        kept.validator.validate(
                null, messages, new ByteArrayInputStream(json), FhirFormat.JSON, profiles(context, resource));
        kept.validator.getTextsToCheck().clear();
        if (++kept.uses < USES) {
            idle.add(kept);
        }
        return messages.stream().filter(KeptInstanceValidator::tells).toList();
    }

    /** As HAPI's does, what we asked for and what the resource claims; what nobody knows here is R4 to us. */
    private static List<StructureDefinition> profiles(
            WorkerContextValidationSupportAdapter context, IValidationContext<?> resource) {
        Set<String> urls = new LinkedHashSet<>(resource.getOptions().getProfiles());
        ((IBaseResource) resource.getResource())
                .getMeta()
                .getProfile()
                .forEach(claimed -> urls.add(claimed.getValueAsString()));
        // A list that the validator adds to.
        List<StructureDefinition> profiles = new ArrayList<>();
        for (String url : urls) {
            StructureDefinition profile = context.fetchResource(StructureDefinition.class, url);
            if (profile != null) {
                profiles.add(profile);
            }
        }
        return profiles;
    }

    private InstanceValidator make(WorkerContextValidationSupportAdapter context) {
        InstanceValidator validator = new InstanceValidator(
                context,
                Objects.requireNonNullElseGet(getHostApplicationServices(), NullEvaluationContext::new),
                new XVerExtensionManagerOld(context),
                new ValidatorSession(),
                new ValidatorSettings());
        validator.setAssumeValidRestReferences(isAssumeValidRestReferences());
        validator.setBestPracticeWarningLevel(getBestPracticeWarningLevel());
        validator.setAnyExtensionsAllowed(isAnyExtensionsAllowed());
        validator.setResourceIdRule(IdStatus.OPTIONAL);
        validator.setNoTerminologyChecks(isNoTerminologyChecks());
        validator.setErrorForUnknownProfiles(isErrorForUnknownProfiles());
        validator.setUnknownCodeSystemsCauseErrors(true);
        validator.getExtensionDomains().addAll(getExtensionDomains());
        validator.setFetcher(getValidatorResourceFetcher());
        validator.setPolicyAdvisor(getValidatorPolicyAdvisor());
        validator.setNoExtensibleWarnings(isNoExtensibleWarnings());
        validator.setNoBindingMsgSuppressed(isNoBindingMsgSuppressed());
        validator.setAllowExamples(isAllowExamples());
        validator.setAllowXsiLocation(true);
        return validator;
    }

    /** HAPI leaves these out; a profile that nobody knows here is a warning. */
    private static boolean tells(ValidationMessage message) {
        String id = String.valueOf(message.getMessageId());
        if (id.equals("Validation_VAL_Profile_Unknown") || id.equals("VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY")) {
            message.setLevel(IssueSeverity.WARNING);
        }
        return !id.equals("Terminology_TX_Binding_NoSource")
                && !(id.equals("Terminology_TX_ValueSet_NotFound")
                        && message.getMessage().contains("http://hl7.org/fhir/ValueSet/mimetypes"));
    }

    private static final class Kept {
        private final InstanceValidator validator;
        private int uses;

        private Kept(InstanceValidator validator) {
            this.validator = validator;
        }
    }
}
