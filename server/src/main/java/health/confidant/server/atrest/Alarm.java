package health.confidant.server.atrest;

import health.confidant.access.Owner;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AuditSink;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A seal that does not match is logged and goes into the audit log of the patient whose record it is. */
final class Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final Supplier<AuditSink> sink;
    private final Clock clock;

    Alarm(Supplier<AuditSink> sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    void broken(String table, long row, Optional<Segment> segment) {
        LOG.error("A seal does not match: table {}, row {}. Somebody changed the database.", table, row);
        Optional<Owner> owner = segment.map(Segment::owner);
        sink.get()
                .append(List.of(new AuditRecord(
                        UUID.randomUUID(),
                        Instant.now(clock),
                        "seal",
                        AuditRecord.Action.READ,
                        AuditRecord.Outcome.DENIED,
                        "Device/confidant",
                        "confidant",
                        Purpose.HOPERAT,
                        "",
                        owner.filter(o -> o.kind() == Owner.Kind.PATIENT).map(Owner::reference),
                        owner.map(Owner::id).orElse(0),
                        List.of(),
                        "KEYS-001 " + table + " " + row,
                        List.of())));
    }
}
