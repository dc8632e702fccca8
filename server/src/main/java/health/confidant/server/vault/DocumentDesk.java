package health.confidant.server.vault;

import health.confidant.access.AccessDecision;
import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.CallerSource;
import health.confidant.server.decision.Decisions;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Who asks for a document, what the decision says of it, and the audit log. */
final class DocumentDesk {
    private final CallerSource callers;
    private final Decisions decisions;
    private final StoredRows rows;
    private final Segments segments;
    private final AuditSink sink;
    private final Clock clock;

    DocumentDesk(
            CallerSource callers,
            Decisions decisions,
            StoredRows rows,
            Segments segments,
            AuditSink sink,
            Clock clock) {
        this.callers = callers;
        this.decisions = decisions;
        this.rows = rows;
        this.segments = segments;
        this.sink = sink;
        this.clock = clock;
    }

    Optional<AccessContext> caller(HttpServletRequest request) {
        return callers.current(request.getRemoteAddr());
    }

    /** By the facts of this instant: a revocation is in force for the next part and the next download. */
    AccessDecision decide(AccessContext context) {
        return decisions.decide(context);
    }

    OptionalInt segment(AccessDecision decision, String id) {
        return rows.visibleSegment(decision, "DocumentReference", id);
    }

    Segment segment(int id) {
        return segments.find(id).orElseThrow();
    }

    void denied(AccessContext context, String reference, String id) {
        Optional<Segment> segment =
                rows.segmentForDenial("DocumentReference", id).flatMap(segments::find);
        if (segment.isPresent()) {
            record(context, AuditRecord.Action.READ, AuditRecord.Outcome.DENIED, reference, segment.get());
        }
    }

    /** Durable when it returns; no audit, no document. */
    void record(
            AccessContext context,
            AuditRecord.Action action,
            AuditRecord.Outcome outcome,
            String reference,
            Segment segment) {
        List<AuditRecord> records = new ArrayList<>();
        List<String> patients = sink.patients(segment.id());
        String request = UUID.randomUUID().toString();
        for (String patient : patients.isEmpty() ? List.of("") : patients) {
            records.add(new AuditRecord(
                    UUID.randomUUID(),
                    Instant.now(clock),
                    request,
                    action,
                    outcome,
                    context.actor().reference(),
                    context.actor().client(),
                    context.purpose(),
                    context.address(),
                    patient.isEmpty() ? Optional.empty() : Optional.of(patient),
                    segment.owner().kind() == Owner.Kind.DIRECTORY
                            ? 0
                            : segment.owner().id(),
                    outcome == AuditRecord.Outcome.SUCCESS ? List.of(reference) : List.of(),
                    "",
                    List.of()));
        }
        sink.append(records);
    }
}
