package health.confidant.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One audited access, ready for the append-only log; rendered as a FHIR AuditEvent when it is read.
 *
 * @param request correlation id of the HTTP request; shared by all of its records
 * @param agent reference of the person or system that asked
 * @param client OAuth client id
 * @param address network address of the caller
 * @param patient {@code Patient/[id]}, exactly one (BALP), or empty where no patient was touched
 * @param owner key of the owner in {@code confidant.owner}, or 0
 * @param entities versioned references of what was shown or changed
 * @param query raw query of a search, else empty
 * @param rules the rules that decided
 */
public record AuditRecord(
        UUID id,
        Instant at,
        String request,
        Action action,
        Outcome outcome,
        String agent,
        String client,
        Purpose purpose,
        String address,
        Optional<String> patient,
        int owner,
        List<String> entities,
        String query,
        List<CitedRule> rules) {

    /** RESTful interaction codes of {@code http://hl7.org/fhir/restful-interaction}. */
    public enum Action {
        READ("read"),
        VREAD("vread"),
        HISTORY("history-instance"),
        SEARCH("search-type"),
        CREATE("create"),
        UPDATE("update"),
        PATCH("patch"),
        DELETE("delete"),
        OPERATION("operation");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public enum Outcome {
        SUCCESS,
        /** Refused or not visible: the caller got the one 404, or a refusal. */
        DENIED
    }

    public AuditRecord {
        entities = List.copyOf(entities);
        rules = List.copyOf(rules);
    }

    /** The same record of these entities. */
    public AuditRecord with(List<String> entities) {
        return new AuditRecord(
                id, at, request, action, outcome, agent, client, purpose, address, patient, owner, entities, query,
                rules);
    }
}
