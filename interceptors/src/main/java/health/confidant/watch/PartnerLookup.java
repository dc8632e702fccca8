package health.confidant.watch;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A patient tried to open a record of their partner's. */
public final class PartnerLookup implements WatchRule {
    private final Relations relations;

    public PartnerLookup(Relations relations) {
        this.relations = relations;
    }

    @Override
    public String name() {
        return "partner-lookup";
    }

    @Override
    public String falsePositives() {
        return "A link that one partner sent to the other. What the partners share is not refused and does not alarm.";
    }

    @Override
    public List<Alert> look(List<AuditRecord> records) {
        List<Alert> alerts = new ArrayList<>();
        for (AuditRecord record : records) {
            boolean partner = record.outcome() == Outcome.DENIED
                    && record.agent().startsWith("Patient/")
                    && record.patient()
                            .filter(patient -> relations.partners(record.agent(), patient))
                            .isPresent();
            if (partner) {
                String subject = record.agent() + " " + record.patient().orElse("") + " "
                        + record.at().toString().substring(0, 10);
                alerts.add(new Alert(
                        name(), subject, "A patient tried to open a record of their partner's.", List.of(record.id())));
            }
        }
        return alerts;
    }
}
