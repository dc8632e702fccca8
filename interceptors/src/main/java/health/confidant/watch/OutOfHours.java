package health.confidant.watch;

import health.confidant.access.Role;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A clinician opened a patient's record when the program sees no patients. */
public final class OutOfHours implements WatchRule {
    private static final Set<String> CLINICIANS =
            Role.CLINICIANS.stream().map(Role::name).collect(Collectors.toUnmodifiableSet());

    private final LocalTime opens;
    private final LocalTime closes;
    private final ZoneId zone;

    /** @param zone of the program */
    public OutOfHours(LocalTime opens, LocalTime closes, ZoneId zone) {
        this.opens = opens;
        this.closes = closes;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "out-of-hours";
    }

    @Override
    public String falsePositives() {
        return "Notes that are written at night, an emergency line, a clinician in another time zone.";
    }

    @Override
    public List<Alert> look(List<AuditRecord> records) {
        List<Alert> alerts = new ArrayList<>();
        for (AuditRecord record : records) {
            LocalTime time = LocalTime.ofInstant(record.at(), zone);
            boolean closed = time.isBefore(opens) || !time.isBefore(closes);
            boolean clinician = record.roles().stream().anyMatch(CLINICIANS::contains);
            if (closed && clinician && record.patient().isPresent() && record.outcome() == Outcome.SUCCESS) {
                String subject = record.agent() + " " + record.patient().orElse("") + " "
                        + record.at().toString().substring(0, 10);
                alerts.add(new Alert(
                        name(),
                        subject,
                        "A clinician opened a patient's record when the program sees no patients.",
                        List.of(record.id())));
            }
        }
        return alerts;
    }
}
