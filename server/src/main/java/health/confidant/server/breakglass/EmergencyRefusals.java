package health.confidant.server.breakglass;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import health.confidant.breakglass.BreakGlassRight;
import health.confidant.breakglass.BreakGlassRight.Denial;
import health.confidant.enforcement.Refusals;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Why somebody may not declare an emergency. The same for every patient, so that none says whether there is one. */
final class EmergencyRefusals {
    private EmergencyRefusals() {}

    static BaseServerResponseException of(Denial denial) {
        return switch (denial) {
            case NOT_A_CLINICIAN -> forbidden("EMERGENCY-001 ROLE: only clinicians declare an emergency.");
            case STEP_UP -> stepUp();
            case LOCKED ->
                forbidden("EMERGENCY-003 LOCKED: your earlier emergencies await review, or one was found unjustified."
                        + " The privacy officer can close the reviews.");
        };
    }

    private static BaseServerResponseException forbidden(String text) {
        return new ForbiddenOperationException("Emergency", Refusals.outcome(IssueType.FORBIDDEN, text));
    }

    /** RFC 9470, section 3. */
    private static BaseServerResponseException stepUp() {
        AuthenticationException refusal = new AuthenticationException("Step up");
        refusal.setOperationOutcome(Refusals.outcome(
                IssueType.LOGIN,
                "EMERGENCY-002 STEP-UP: sign in again with two factors, no longer than "
                        + BreakGlassRight.FRESH.toMinutes() + " minutes before, and repeat with the new token."));
        refusal.addResponseHeader(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_user_authentication\", acr_values=\"" + BreakGlassRight.LEAST.acr()
                        + "\", max_age=\"" + BreakGlassRight.FRESH.toSeconds() + "\"");
        return refusal;
    }
}
