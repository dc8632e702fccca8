package health.confidant.server.shred;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.StepUp;
import health.confidant.privacy.ShredRight;
import health.confidant.retention.Retention;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What a caller is told who may not destroy. */
final class ShredRefusals {
    private ShredRefusals() {}

    static BaseServerResponseException of(ShredRight.Denial denial) {
        return switch (denial) {
            case NOT_AN_OFFICER ->
                forbidden("SHRED-001 ROLE: only privacy officers have records destroyed, two of them together.");
            case STEP_UP -> StepUp.refusal("SHRED-002", StepUp.AT_ONCE);
            case SAME_PERSON ->
                forbidden("SHRED-003 SECOND PERSON: you have asked for this yourself. Another privacy officer approves"
                        + " it by calling the same operation.");
        };
    }

    static BaseServerResponseException held() {
        return Refusals.unprocessable(
                "SHRED-004 HOLD", "a legal hold keeps this record. Have the hold lifted first ($legal-hold).");
    }

    static BaseServerResponseException reason() {
        return Refusals.unprocessable("SHRED-005 REASON", "say in the parameter reason why, in 10 to 1000 characters.");
    }

    /** 45 CFR 164.530(j): for six years from when it was last in effect, whoever asks for its destruction. */
    static BaseServerResponseException papers(Retention.Finding finding) {
        String from = finding.until()
                .map(last -> "They are kept until " + last + " (" + finding.basis() + ") and can be destroyed from "
                        + last.plusDays(1) + " on.")
                .orElse("They are kept: " + finding.basis() + ", and their six years begin when it ends.");
        return Refusals.unprocessable(
                "SHRED-006 PERIOD",
                "the consents, restrictions and notices of this record are not due. " + from
                        + " Without papers=true the record is destroyed and they stay.");
    }

    private static ForbiddenOperationException forbidden(String text) {
        return new ForbiddenOperationException("Shred", Refusals.outcome(IssueType.FORBIDDEN, text));
    }
}
