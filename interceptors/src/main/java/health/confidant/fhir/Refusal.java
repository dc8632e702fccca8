package health.confidant.fhir;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * A resource that may not be stored as it is: status 422 with an OperationOutcome. The message says what is wrong and
 * what to do, and repeats nothing of the content.
 */
public class Refusal extends UnprocessableEntityException {
    private static final long serialVersionUID = 1L;

    /** @param code {@code FHIR-nnn}, one for each place that refuses */
    public Refusal(String code, String message) {
        super(code + " " + message, outcome(code + " " + message));
    }

    /**
     * With one issue for each reason.
     *
     * @param next what to do, at the end of the first issue
     */
    public Refusal(String code, String message, List<String> reasons, String next) {
        super(code + " " + message, outcome(code + " " + message + next));
        OperationOutcome outcome = (OperationOutcome) getOperationOutcome();
        reasons.forEach(reason -> outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.REQUIRED)
                .setDiagnostics(code + " " + reason));
    }

    private static OperationOutcome outcome(String message) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.BUSINESSRULE)
                .setDiagnostics(message);
        return outcome;
    }
}
