package health.confidant.fhir.audit;

import health.confidant.audit.AuditRecord.Action;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;

/**
 * A BALP pattern: its profile and the codes that differ from one pattern to the next. Client and server are DICOM's
 * source (110153) and destination (110152) by the direction in which the data flows, so they swap between a read and a
 * query (BALP, "Basic AuditEvent pattern").
 */
enum Pattern {
    CREATE("PatientCreate", AuditEventAction.C, "110153", "110152", "AUT"),
    READ("PatientRead", AuditEventAction.R, "110152", "110153", "IRCP"),
    UPDATE("PatientUpdate", AuditEventAction.U, "110153", "110152", "AUT"),
    /** The server is the custodian, a code of another system. */
    DELETE("PatientDelete", AuditEventAction.D, "110150", "custodian", "AUT"),
    QUERY("PatientQuery", AuditEventAction.E, "110153", "110152", "IRCP"),
    /** The program is the source; its own network address is its name. */
    DISCLOSURE("PrivacyDisclosure.Source", AuditEventAction.R, "110152", "110153", "IRCP"),
    /** The program is the recipient. */
    RECEIPT("PrivacyDisclosure.Recipient", AuditEventAction.C, "110153", "110152", "AUT"),
    /** Operations and history, which BALP does not profile. */
    OPERATION("", AuditEventAction.E, "110152", "110153", "IRCP");

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private final String profile;
    private final AuditEventAction action;
    private final String client;
    private final String server;
    private final String user;

    Pattern(String profile, AuditEventAction action, String client, String server, String user) {
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
            case DISCLOSE -> DISCLOSURE;
            case RECEIVE -> RECEIPT;
            case HISTORY, OPERATION -> OPERATION;
            default -> throw new IllegalArgumentException(action + " is no interaction with a resource.");
        };
    }

    /** Whether records pass the border of the program by it. */
    boolean crosses() {
        return this == DISCLOSURE || this == RECEIPT;
    }

    boolean profiled() {
        return !profile.isEmpty();
    }

    /** Canonical URL; without the patient the pattern has a profile of its own. */
    String profile(boolean patient) {
        boolean named = patient || !profile.startsWith("Patient");
        return PROFILES + (named ? profile : profile.substring("Patient".length()));
    }

    AuditEventAction action() {
        return action;
    }

    String client() {
        return client;
    }

    String server() {
        return server;
    }

    String user() {
        return user;
    }
}
