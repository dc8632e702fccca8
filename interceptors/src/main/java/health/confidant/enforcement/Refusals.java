package health.confidant.enforcement;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import health.confidant.access.CitedRule;
import health.confidant.fhir.profile.Fault;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Every refusal the server gives: what, which rule, what next; never personal data.
 * {@code server/docs/refusals.md} lists the codes.
 */
public final class Refusals {
    /** What {@link #notFound()} says, for doors beside the FHIR endpoint. */
    public static final String NOT_FOUND = "ACCESS-404: There is no such resource that you may see.";

    /** What {@link #unresolvedReference()} begins with. */
    static final String UNRESOLVED = "WRITE-001";

    private static final int FAULTS = 20;

    private Refusals() {}

    // The text stands in the exception's message too: of a failed entry of a batch HAPI keeps nothing else.

    /** The one answer for hidden, deleted and missing (42 CFR 2.13(c): a different answer would be a disclosure). */
    public static ResourceNotFoundException notFound() {
        return new ResourceNotFoundException(NOT_FOUND, outcome(IssueType.NOTFOUND, NOT_FOUND));
    }

    public static ForbiddenOperationException scope(String type, String interaction) {
        String text = "ACCESS-001 SCOPE: this token's scopes do not include " + interaction + " of " + type
                + ". Ask for the scope at authorization.";
        return new ForbiddenOperationException(text, outcome(IssueType.FORBIDDEN, text));
    }

    public static ForbiddenOperationException notWritable(String type) {
        String text = "ACCESS-002 WRITE: you may not write this kind of " + type
                + " for this record. Only a member of the care team of that track, or the role that keeps such records,"
                + " may.";
        return new ForbiddenOperationException(text, outcome(IssueType.FORBIDDEN, text));
    }

    /** A write that the author could make, were it not for one rule; what the rule says is free of personal data. */
    public static ForbiddenOperationException barred(CitedRule rule) {
        String text = "ACCESS-005 " + rule.policy() + ": " + rule.rule().because() + " Nothing was stored.";
        return new ForbiddenOperationException(text, outcome(IssueType.FORBIDDEN, text));
    }

    /** One answer for a reference to something hidden and to something that is not there. */
    public static UnprocessableEntityException unresolvedReference() {
        String text = UNRESOLVED + " REFERENCE: a reference in the resource names nothing that you may see. Create the"
                + " target first, or correct the reference.";
        return new UnprocessableEntityException(text, outcome(IssueType.NOTFOUND, text));
    }

    public static UnprocessableEntityException unprocessable(String code, String text) {
        String all = code + ": " + text;
        return new UnprocessableEntityException(all, outcome(IssueType.BUSINESSRULE, all));
    }

    /** One issue for each fault, the first twenty: where, which rule, what it asks for. */
    public static UnprocessableEntityException faulty(List<Fault> faults) {
        OperationOutcome outcome =
                outcome(faults, "VALID-001", IssueType.INVALID, "Correct it, or see the profile in the guide.");
        return new UnprocessableEntityException(outcome.getIssueFirstRep().getDiagnostics(), outcome);
    }

    /** The same of a body that would not be read whole (FHIR R4, 3.1.0.8: 400 for what cannot be parsed). */
    public static InvalidRequestException malformed(List<Fault> faults) {
        OperationOutcome outcome = outcome(
                faults, "VALID-002", IssueType.STRUCTURE, "Nothing was stored, since part of it would be lost.");
        return new InvalidRequestException(outcome.getIssueFirstRep().getDiagnostics(), outcome);
    }

    private static OperationOutcome outcome(List<Fault> faults, String code, IssueType type, String next) {
        OperationOutcome outcome = new OperationOutcome();
        for (Fault fault : faults.subList(0, Math.min(FAULTS, faults.size()))) {
            String where = fault.path().isEmpty() ? "" : " " + fault.path();
            OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(type)
                    .setDiagnostics(code + where + ": " + fault.text() + " [" + fault.rule() + "]. " + next);
            if (!where.isEmpty()) {
                issue.addExpression(fault.path());
            }
        }
        if (faults.size() > FAULTS) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics((faults.size() - FAULTS) + " more are not shown.");
        }
        return outcome;
    }

    public static ForbiddenOperationException forbidden(String code, String text) {
        String all = code + ": " + text;
        return new ForbiddenOperationException(all, outcome(IssueType.FORBIDDEN, all));
    }

    public static InvalidRequestException invalid(String code, String text) {
        String all = code + ": " + text;
        return new InvalidRequestException(all, outcome(IssueType.NOTSUPPORTED, all));
    }

    /** No audit, no data (45 CFR 164.312(b)). */
    public static BaseServerResponseException unaudited(Throwable cause) {
        return new Unavailable(
                IssueType.TRANSIENT,
                "AUDIT-001: the access could not be recorded, so nothing is shown. Try again in a moment.",
                cause);
    }

    /** PostgreSQL ended the statement at its limit. */
    public static BaseServerResponseException timedOut(Throwable cause) {
        return new Unavailable(IssueType.TIMEOUT, "LIMIT-003: the question took too long. Narrow it.", cause);
    }

    public static BaseServerResponseException unavailable(Throwable cause) {
        return new Unavailable(
                IssueType.TRANSIENT, "SERVER-002: the database is not available. Try again shortly.", cause);
    }

    public static OperationOutcome outcome(IssueType type, String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(text);
        return outcome;
    }

    private static final class Unavailable extends BaseServerResponseException {
        private static final long serialVersionUID = 1L;

        private Unavailable(IssueType type, String text, Throwable cause) {
            super(503, text, cause);
            setOperationOutcome(outcome(type, text));
            addResponseHeader("Retry-After", "5");
        }
    }
}
