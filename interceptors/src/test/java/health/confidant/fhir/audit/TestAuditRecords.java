package health.confidant.fhir.audit;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records as the server appends them. */
final class TestAuditRecords {
    private TestAuditRecords() {}

    static AuditRecord of(Action action, Outcome outcome) {
        return with(action, outcome, "10.0.0.9", "Observation?code=1", List.of("Observation/1/_history/2"));
    }

    static AuditRecord with(Action action, Outcome outcome, String address, String query, List<String> entities) {
        return new AuditRecord(
                UUID.fromString("8f1c0000-0000-4000-8000-000000000001"),
                Instant.parse("2026-03-05T10:00:00.123Z"),
                "request-1",
                action,
                outcome,
                "Practitioner/p1",
                "clinician-app",
                Purpose.TREAT,
                address,
                Optional.of("Patient/a"),
                7,
                entities,
                query,
                List.of());
    }

    /** The same about no patient. */
    static AuditRecord without(AuditRecord entry) {
        return new AuditRecord(
                entry.id(),
                entry.at(),
                entry.request(),
                entry.action(),
                entry.outcome(),
                entry.agent(),
                entry.client(),
                entry.purpose(),
                entry.address(),
                Optional.empty(),
                0,
                List.of("Practitioner/p2/_history/1"),
                entry.query(),
                entry.rules());
    }
}
