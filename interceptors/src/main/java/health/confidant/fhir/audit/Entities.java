package health.confidant.fhir.audit;

import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;

/** What an event was about. */
final class Entities {
    private static final String OBJECT = "2";

    private Entities() {}

    static AuditEventEntityComponent patient(String reference) {
        return entity(Codes.hl7("audit-entity-type", "1"))
                .setRole(Codes.hl7("object-role", "1"))
                .setWhat(new Reference(reference));
    }

    /** A resource, by its versioned reference; role 4 is a domain resource. */
    static AuditEventEntityComponent data(String reference) {
        return entity(Codes.hl7("audit-entity-type", OBJECT))
                .setRole(Codes.hl7("object-role", "4"))
                .setWhat(new Reference(reference));
    }

    /** The raw query. What it found is not recorded here (BALP). */
    static AuditEventEntityComponent query(String raw) {
        return entity(Codes.hl7("audit-entity-type", OBJECT))
                .setRole(Codes.hl7("object-role", "24"))
                .setQuery(raw.getBytes(StandardCharsets.UTF_8));
    }

    static AuditEventEntityComponent transaction(String request) {
        return entity(new Coding()
                        .setSystem("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType")
                        .setCode("XrequestId"))
                .setWhat(Agents.identified(request));
    }

    static AuditEventEntityComponent consent(String reference) {
        return entity(new Coding()
                        .setSystem("http://hl7.org/fhir/resource-types")
                        .setCode("Consent"))
                .setWhat(new Reference(reference));
    }

    private static AuditEventEntityComponent entity(Coding type) {
        return new AuditEventEntityComponent().setType(type);
    }
}
