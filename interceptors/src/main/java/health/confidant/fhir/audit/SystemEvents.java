package health.confidant.fhir.audit;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Outcome;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;

/** What is no interaction with a resource, by DICOM's event types (PS3.16 CID 400 and 401); BALP has no pattern for it. */
final class SystemEvents {
    private static final String JOURNAL = "https://confidant.health/fhir/CodeSystem/journal";

    private SystemEvents() {}

    static void fill(AuditEvent event, AuditRecord record) {
        switch (record.action()) {
            case SIGN_IN, SIGN_OUT, TOKEN -> event.setType(coding("110114", "User Authentication"));
            case START, STOP -> event.setType(coding("110100", "Application Activity"));
            case VOID, MISSING -> event.setType(coding("110101", "Audit Log Used"));
            default -> event.setType(coding("110113", "Security Alert"));
        }
        String code = record.action().code();
        event.addSubtype(code.matches("[0-9]+") ? coding(code, null) : new Coding(JOURNAL, code, null));
        event.setAction(AuditEventAction.E);
        boolean refused = record.outcome() == Outcome.DENIED;
        event.setOutcome(refused ? AuditEventOutcome._8 : AuditEventOutcome._0);
        if (!record.detail().isBlank()) {
            event.setOutcomeDesc(record.detail());
        }
        if (!record.client().isBlank()) {
            AuditEvents.agent(
                    event, AuditEvents.concept(AuditEvents.DICOM, "110150"), record.client(), record.address());
        }
        AuditEvents.user(event, record, "IRCP");
        for (String entity : record.entities()) {
            AuditEventEntityComponent component =
                    event.addEntity().setType(new Coding(AuditEvents.HL7 + "audit-entity-type", "2", "System Object"));
            component.setWhat(entity.contains("/") ? new Reference(entity) : AuditEvents.named(entity));
        }
        AuditEvents.transaction(event, record);
    }

    private static Coding coding(String code, String display) {
        return new Coding(AuditEvents.DICOM, code, display);
    }
}
