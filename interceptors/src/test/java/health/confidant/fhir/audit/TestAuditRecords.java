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
        return AuditRecord.of(action, outcome, Instant.parse("2026-03-05T10:00:00.123Z"))
                .id(UUID.fromString("8f1c0000-0000-4000-8000-000000000001"))
                .request("request-1")
                .agent("Practitioner/p1")
                .client("clinician-app")
                .purpose(Purpose.TREAT)
                .address(address)
                .patient(Optional.of("Patient/a"))
                .owner(7)
                .entities(entities)
                .query(query)
                .build();
    }

    /** The same about no patient. */
    static AuditRecord without(AuditRecord entry) {
        return AuditRecord.of(entry.action(), entry.outcome(), entry.at())
                .id(entry.id())
                .request(entry.request())
                .agent(entry.agent())
                .client(entry.client())
                .purpose(entry.purpose())
                .address(entry.address())
                .entities(List.of("Practitioner/p2/_history/1"))
                .query(entry.query())
                .rules(entry.rules())
                .build();
    }
}
