package health.confidant.watch;

import health.confidant.audit.AuditRecord;
import java.util.ArrayList;
import java.util.List;

/** Somebody who works here opened, or tried to open, the record of a colleague or of another person whom people know. */
public final class ColleagueLookup implements WatchRule {
    private final Relations relations;

    public ColleagueLookup(Relations relations) {
        this.relations = relations;
    }

    @Override
    public String name() {
        return "colleague-lookup";
    }

    @Override
    public String falsePositives() {
        return "The colleague's own care team, and billing.";
    }

    @Override
    public List<Alert> look(List<AuditRecord> records) {
        List<Alert> alerts = new ArrayList<>();
        for (AuditRecord record : records) {
            boolean colleague = record.agent().startsWith("Practitioner/")
                    && record.patient().filter(relations::marked).isPresent();
            if (colleague) {
                String subject = record.agent() + " " + record.patient().orElse("") + " "
                        + record.at().toString().substring(0, 10);
                alerts.add(new Alert(
                        name(),
                        subject,
                        "Somebody who works here asked for the record of a colleague or of a marked person.",
                        List.of(record.id())));
            }
        }
        return alerts;
    }
}
