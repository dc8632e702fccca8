package health.confidant.server.vault;

import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.Rule;
import health.confidant.access.Scope;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.CallerSource;
import health.confidant.enforcement.DisclosureInterceptor;
import health.confidant.enforcement.DisclosureRecords;
import health.confidant.enforcement.StepUp;
import health.confidant.privacy.FreshProof;
import health.confidant.server.decision.Decisions;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final DisclosureInterceptor disclosures;
    private final Clock clock;

    DocumentDesk(
            CallerSource callers,
            Decisions decisions,
            StoredRows rows,
            Segments segments,
            AuditSink sink,
            DisclosureInterceptor disclosures,
            Clock clock) {
        this.callers = callers;
        this.decisions = decisions;
        this.rows = rows;
        this.segments = segments;
        this.sink = sink;
        this.disclosures = disclosures;
        this.clock = clock;
    }

    Optional<AccessContext> caller(HttpServletRequest request) {
        return callers.current(request);
    }

    /** By the facts of this instant: a revocation is in force for the next part and the next download. */
    AccessDecision decide(AccessContext context) {
        return decisions.decide(context);
    }

    OptionalInt segment(AccessDecision decision, String id) {
        return rows.visibleSegment(decision, "DocumentReference", id);
    }

    /** Staff who open bills, and officers who store something, show anew who they are. */
    void prove(AccessContext context, Segment segment, Scope.Letter letter) {
        if (FreshProof.wanted(context.actor(), letter != Scope.Letter.R, segment)) {
            StepUp.demand(context, clock.instant(), StepUp.WHILE, "AUTH-002");
        }
    }

    Segment segment(int id) {
        return segments.find(id).orElseThrow();
    }

    /** Recorded whether there is such a record or not: where the log is away, both are 503, and nothing can be told from it. */
    void denied(AccessContext context, String reference, String id) {
        Optional<Segment> segment =
                rows.segmentForDenial("DocumentReference", id).flatMap(segments::find);
        if (segment.isPresent()) {
            record(context, AuditRecord.Action.READ, AuditRecord.Outcome.DENIED, reference, segment.get());
        } else {
            sink.append(List.of(context.record(AuditRecord.Action.READ, AuditRecord.Outcome.DENIED, Instant.now(clock))
                    .request(UUID.randomUUID().toString())
                    .roles(context.roles())
                    .build()));
        }
    }

    /** Durable when it returns; no audit, no document. */
    void record(
            AccessContext context,
            AuditRecord.Action action,
            AuditRecord.Outcome outcome,
            String reference,
            Segment segment) {
        sink.append(records(context, UUID.randomUUID().toString(), action, outcome, reference, segment));
    }

    /**
     * The same for a document that is shown, which may be a disclosure (42 CFR 2.32).
     *
     * @return the headers that the answer is owed then
     */
    Map<String, String> show(AccessContext context, String reference, Segment segment) {
        String request = UUID.randomUUID().toString();
        Map<String, String> owed = disclosures.document(context, request, segment.id(), reference);
        List<AuditRecord> records = new ArrayList<>(
                records(context, request, AuditRecord.Action.READ, AuditRecord.Outcome.SUCCESS, reference, segment));
        records.addAll(DisclosureRecords.of(context, List.copyOf(records), Instant.now(clock)));
        sink.append(records);
        return owed;
    }

    private List<AuditRecord> records(
            AccessContext context,
            String request,
            AuditRecord.Action action,
            AuditRecord.Outcome outcome,
            String reference,
            Segment segment) {
        List<CitedRule> rules =
                context.decision().map(decision -> decision.because().get(segment)).orElse(List.of()).stream()
                        .filter(cited -> !(cited.rule() instanceof Rule.Oblige))
                        .toList();
        List<AuditRecord> records = new ArrayList<>();
        List<String> patients = sink.patients(segment.id());
        for (String patient : patients.isEmpty() ? List.of("") : patients) {
            records.add(context.record(action, outcome, Instant.now(clock))
                    .request(request)
                    .patient(patient.isEmpty() ? Optional.empty() : Optional.of(patient))
                    .owner(
                            segment.owner().kind() == Owner.Kind.DIRECTORY
                                    ? 0
                                    : segment.owner().id())
                    .entities(outcome == AuditRecord.Outcome.SUCCESS ? List.of(reference) : List.of())
                    .rules(rules)
                    .roles(context.roles())
                    .track(Optional.of(segment.track()))
                    .build());
        }
        return records;
    }
}
