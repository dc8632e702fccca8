package health.confidant.fhir.audit;

import health.confidant.audit.AuditRecord.Action;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Coding;

/**
 * The BALP pattern of an interaction: profile, action and the type codes of the agents. The two application codes say
 * which way the data went (110153 source, 110152 destination), so they change places between a read and a query.
 */
enum Pattern {
    CREATE("Create", AuditEventAction.C, Codes.SOURCE, Codes.DESTINATION, "AUT"),
    READ("Read", AuditEventAction.R, Codes.DESTINATION, Codes.SOURCE, "IRCP"),
    UPDATE("Update", AuditEventAction.U, Codes.SOURCE, Codes.DESTINATION, "AUT"),
    DELETE("Delete", AuditEventAction.D, Codes.APPLICATION, Codes.CUSTODIAN, "AUT"),
    QUERY("Query", AuditEventAction.E, Codes.SOURCE, Codes.DESTINATION, "IRCP"),
    /** History is a read that BALP has no profile for. */
    HISTORY(null, AuditEventAction.R, Codes.DESTINATION, Codes.SOURCE, "IRCP"),
    OPERATION(null, AuditEventAction.E, Codes.SOURCE, Codes.DESTINATION, "IRCP");

    private final String profile;
    private final AuditEventAction action;
    private final Coding client;
    private final Coding server;
    private final String user;

    Pattern(String profile, AuditEventAction action, Coding client, Coding server, String user) {
        this.profile = profile;
        this.action = action;
        this.client = client;
        this.server = server;
        this.user = user;
    }

    static Pattern of(Action action) {
        return switch (action) {
            case CREATE -> CREATE;
            case READ, VREAD -> READ;
            case UPDATE, PATCH -> UPDATE;
            case DELETE -> DELETE;
            case SEARCH -> QUERY;
            case HISTORY -> HISTORY;
            case OPERATION -> OPERATION;
        };
    }

    /** Canonical of the profile, its Patient variant when a patient was touched. */
    Optional<String> profile(boolean patient) {
        return Optional.ofNullable(profile).map(name -> Codes.BALP + (patient ? "Patient" : "") + name);
    }

    AuditEventAction action() {
        return action;
    }

    Coding client() {
        return client.copy();
    }

    Coding server() {
        return server.copy();
    }

    Coding user() {
        return Codes.participation(user);
    }
}
