package health.confidant.server.atrest;

import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AuditSink;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /** An administrative act of another process on the key store. */
    void rotated(String version) {
        LOG.warn("The wrapping key is {} now.", version);
        append(
                Optional.empty(),
                AuditRecord.Action.OPERATION,
                AuditRecord.Outcome.SUCCESS,
                "keys",
                "rotated to " + version);
    }

    void broken(String table, long row, Optional<Segment> segment) {
        LOG.error("A seal does not match: table {}, row {}. Somebody changed the database.", table, row);
        append(
                segment.map(Segment::owner),
                AuditRecord.Action.READ,
                AuditRecord.Outcome.DENIED,
                "seal",
                "KEYS-001 " + table + " " + row);
    }

    private void append(
            Optional<Owner> owner,
            AuditRecord.Action action,
            AuditRecord.Outcome outcome,
            String request,
            String query) {
        sink.get()
                .append(List.of(AuditRecord.of(action, outcome, Instant.now(clock))
                        .request(request)
                        .agent("Device/confidant")
                        .client("confidant")
                        .patient(owner.filter(o -> o.kind() == Owner.Kind.PATIENT)
                                .map(Owner::reference))
                        .owner(owner.map(Owner::id).orElse(0))
                        .query(query)
                        .build()));
    }
}
