package health.confidant.fhir.profile;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.validation.IValidationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
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
        Kept kept = Objects.requireNonNullElseGet(idle.poll(), () -> new Kept(make(context), new Parser(context)));
        List<ValidationMessage> messages = new ArrayList<>();
        // Not put back where this throws: what state it is in is not known then.
        Element element = kept.parser.read(messages, resource.getResourceAsString());
        if (element != null) {
            kept.validator.validate(null, messages, null, element, profiles(context, resource));
        }
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
        private final Parser parser;
        private int uses;

        private Kept(InstanceValidator validator, Parser parser) {
            this.validator = validator;
            this.parser = parser;
        }
    }

    /** HL7's, which goes through all definitions to find the one of a type; it is asked for by its address first. */
    private static final class Parser extends JsonParser {
        private Parser(WorkerContextValidationSupportAdapter context) {
            super(context);
            setupValidation(ValidationPolicy.EVERYTHING);
        }

        private Element read(List<ValidationMessage> messages, String json) {
            try {
                return parse(messages, org.hl7.fhir.utilities.json.parser.JsonParser.parseObject(json, true, true));
            } catch (IOException e) {
                throw new FHIRException(e);
            }
        }

        @Override
        protected StructureDefinition getDefinition(List<ValidationMessage> errors, int line, int col, String name) {
            StructureDefinition base =
                    context.fetchResource(StructureDefinition.class, "http://hl7.org/fhir/StructureDefinition/" + name);
            if (base == null) {
                return super.getDefinition(errors, line, col, name);
            }
            getContextUtilities().generateSnapshot(base);
            return base;
        }
    }
}
