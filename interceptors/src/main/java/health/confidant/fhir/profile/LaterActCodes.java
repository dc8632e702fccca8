package health.confidant.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import health.confidant.fhir.CodeSystems;
import health.confidant.ig.Guide;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;

/**
 * R4's v3-ActCode with the codes of the guide's supplement: R4 was published without 42CFRPart2CD and others. Made when
 * it is asked for, since HAPI reads all code systems of R4 for one.
 */
final class LaterActCodes implements IValidationSupport {
    private final FhirContext fhir;
    private final IValidationSupport r4;
    private final IValidationSupport guide;
    private volatile CodeSystem all;

    LaterActCodes(FhirContext fhir, IValidationSupport r4, IValidationSupport guide) {
        this.fhir = fhir;
        this.r4 = r4;
        this.guide = guide;
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public IBaseResource fetchCodeSystem(String system) {
        return isCodeSystemSupported(null, system) ? all() : null;
    }

    /** With or without the version that R4 has. */
    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, String system) {
        return CodeSystems.ACT_CODE.equals(system)
                || system != null
                        && system.startsWith(CodeSystems.ACT_CODE + "|")
                        && system.endsWith("|" + all().getVersion());
    }

    /** Made twice where two ask at once; they are equal. */
    private CodeSystem all() {
        if (all == null) {
            CodeSystem published = ((CodeSystem) r4.fetchCodeSystem(CodeSystems.ACT_CODE)).copy();
            CodeSystem supplement = (CodeSystem) guide.fetchCodeSystem(Guide.CANONICAL + "/CodeSystem/act-code-later");
            supplement.getConcept().forEach(published::addConcept);
            all = published;
        }
        return all;
    }
}
