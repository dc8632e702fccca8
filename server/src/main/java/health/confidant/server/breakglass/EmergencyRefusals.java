package health.confidant.server.breakglass;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import health.confidant.breakglass.BreakGlassRight;
import health.confidant.breakglass.BreakGlassRight.Denial;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.StepUp;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Why somebody may not declare an emergency. The same for every patient, so that none says whether there is one. */
final class EmergencyRefusals {
    private EmergencyRefusals() {}

    static BaseServerResponseException of(Denial denial) {
        return switch (denial) {
            case NOT_A_CLINICIAN -> forbidden("EMERGENCY-001 ROLE: only clinicians declare an emergency.");
            case STEP_UP -> StepUp.refusal("EMERGENCY-002", BreakGlassRight.FRESH);
            case LOCKED ->
                forbidden("EMERGENCY-003 LOCKED: your earlier emergencies await review, or one was found unjustified."
                        + " The privacy officer can close the reviews.");
        };
    }

    private static BaseServerResponseException forbidden(String text) {
        return new ForbiddenOperationException("Emergency", Refusals.outcome(IssueType.FORBIDDEN, text));
    }
}
