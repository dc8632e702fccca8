package health.confidant.watch;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A record was opened in an emergency (42 CFR 2.51): each time, for every one of them is reviewed. */
public final class EmergencyAccess implements WatchRule {
    @Override
    public String name() {
        return "emergency-access";
    }

    @Override
    public String falsePositives() {
        return "None: every emergency is reviewed, also a rightful one.";
    }

    @Override
    public List<Alert> look(List<AuditRecord> records) {
        List<Alert> alerts = new ArrayList<>();
        for (AuditRecord record : records) {
            boolean emergency = record.action() == Action.EMERGENCY
                    || record.purpose() == Purpose.BTG && record.outcome() == Outcome.SUCCESS;
            if (emergency) {
                String subject = record.agent() + " " + record.patient().orElse("") + " "
                        + record.at().toString().substring(0, 10);
                alerts.add(new Alert(name(), subject, "A record was opened in an emergency.", List.of(record.id())));
            }
        }
        return alerts;
    }
}
