package health.confidant.fhir.audit;

import health.confidant.audit.AuditRecord;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;

/** What BALP's disclosure patterns have beside those of a REST interaction: the event's type, custodian and authorizer. */
final class Disclosures {
    private static final String SNOMED = "http://snomed.info/sct";

    private Disclosures() {}

    static void type(AuditEvent event, Pattern pattern) {
        boolean out = pattern == Pattern.DISCLOSURE;
        event.setType(new Coding(AuditEvents.DICOM, out ? "110106" : "110107", out ? "Export" : "Import"));
        event.addSubtype(new Coding(AuditEvents.HL7 + "iso-21089-lifecycle", "disclose", null));
    }

    /**
     * Who kept the records, who let them go, and on which paper. Of what came in, the sender kept it; on whose word it was
     * sent, this program does not know. A court's order is not the patient's word.
     */
    static void parties(AuditEvent event, Pattern pattern, AuditRecord record) {
        boolean out = pattern == Pattern.DISCLOSURE;
        event.addAgent()
                .setType(AuditEvents.concept(SNOMED, "159541003"))
                .setWho(out ? AuditEvents.named(AuditEvents.PROGRAM) : AuditEvents.who(record))
                .setRequestor(false);
        if (!out) {
            return;
        }
        String paper =
                record.detail().matches("[A-Z][A-Za-z]+/.+") ? record.detail().split("/")[0] : "";
        if (!paper.isEmpty()) {
            event.addEntity()
                    .setType(new Coding("http://hl7.org/fhir/resource-types", paper, null))
                    .setWhat(new Reference(record.detail()));
        }
        if (paper.equals("Consent")) {
            record.patient().ifPresent(patient -> event.addAgent()
                    .setType(AuditEvents.concept(SNOMED, "429577009"))
                    .setWho(new Reference(patient))
                    .setRequestor(false));
        }
    }
}
