package health.confidant.server.atrest;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import health.confidant.enforcement.Refusals;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What is stored cannot be opened, and nothing is shown in its place. */
final class Unreadable extends BaseServerResponseException {
    private static final long serialVersionUID = 1L;

    private Unreadable(int status, IssueType type, String text) {
        super(status, text);
        setOperationOutcome(Refusals.outcome(type, text));
    }

    static Unreadable broken() {
        return new Unreadable(
                500,
                IssueType.SECURITY,
                "KEYS-001 SEAL: what is stored does not match its seal: it was changed outside this server, so it is not"
                        + " shown. The audit log has it; ask the operator to restore the record from a backup.");
    }

    static Unreadable lost() {
        return new Unreadable(
                503,
                IssueType.TRANSIENT,
                "KEYS-002 KEY: the key of this record is not available. Ask the operator to look at the key store.");
    }
}
