package health.confidant.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import health.confidant.fhir.CodeSystems;
import health.confidant.ig.Guide;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.CodeSystem;

/** R4's v3-ActCode with the codes of the guide's supplement: R4 was published without 42CFRPart2CD and others. */
final class LaterActCodes extends PrePopulatedValidationSupport {
    LaterActCodes(FhirContext fhir, IValidationSupport r4, IValidationSupport guide) {
        super(fhir);
        CodeSystem published = (CodeSystem) r4.fetchCodeSystem(CodeSystems.ACT_CODE);
        CodeSystem supplement = (CodeSystem) guide.fetchCodeSystem(Guide.CANONICAL + "/CodeSystem/act-code-later");
        CodeSystem all = published.copy();
        supplement.getConcept().forEach(all::addConcept);
        addCodeSystem(all);
    }
}
