package health.confidant.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.junit.jupiter.api.Test;

class AuditEventsTest {
    private static AuditRecord record(Action action, Outcome outcome) {
        return new AuditRecord(
                UUID.fromString("8f1c0000-0000-4000-8000-000000000001"),
                Instant.parse("2026-03-05T10:00:00.123Z"),
                "request-1",
                action,
                outcome,
                "Practitioner/p1",
                "clinician-app",
                Purpose.TREAT,
                "10.0.0.9",
                Optional.of("Patient/a"),
                7,
                List.of("Observation/1/_history/2"),
                "Observation?code=1",
                List.of());
    }

    private static List<String> agents(AuditEvent event) {
        return event.getAgent().stream()
                .map(AuditEventAgentComponent::getType)
                .map(type -> type.getCodingFirstRep().getCode())
                .toList();
    }

    @Test
    void ofWhenReadThenClientIsDestinationAndServerIsSource() {
        AuditEvent event = AuditEvents.of(record(Action.READ, Outcome.SUCCESS));
        assertThat(agents(event)).containsExactly("110152", "110153", "IRCP");
        assertThat(event.getMeta().getProfile().get(0).getValue()).endsWith("IHE.BasicAudit.PatientRead");
        assertThat(event.getEntity())
                .anyMatch(e -> "Observation/1/_history/2".equals(e.getWhat().getReference()));
    }

    @Test
    void ofWhenSearchThenAgentsSwapAndTheQueryIsKeptAndNoResultIs() {
        AuditEvent event = AuditEvents.of(record(Action.SEARCH, Outcome.SUCCESS));
        assertThat(agents(event)).containsExactly("110153", "110152", "IRCP");
        assertThat(event.getEntity())
                .anyMatch(e -> new String(e.getQuery() == null ? new byte[0] : e.getQuery(), StandardCharsets.UTF_8)
                        .equals("Observation?code=1"));
        assertThat(event.getEntity())
                .noneMatch(e ->
                        e.getWhat().hasReference() && e.getWhat().getReference().startsWith("Observation"));
    }

    @Test
    void ofWhenDeletedThenCustodian() {
        assertThat(agents(AuditEvents.of(record(Action.DELETE, Outcome.SUCCESS))))
                .containsExactly("110150", "custodian", "AUT");
    }

    @Test
    void ofWhenDeniedThenOutcomeEightAndNoProfileClaimed() {
        AuditEvent event = AuditEvents.of(record(Action.READ, Outcome.DENIED));
        assertThat(event.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._8);
        assertThat(event.getMeta().getProfile()).isEmpty();
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("AuthZ-Role");
    }

    @Test
    void ofWhenAnyActionThenExactlyOnePatient() {
        for (Action action : Action.values()) {
            AuditEvent event = AuditEvents.of(record(action, Outcome.SUCCESS));
            assertThat(event.getEntity())
                    .as(action.name())
                    .filteredOn(e -> e.getType().getCode().equals("1"))
                    .singleElement()
                    .satisfies(e -> assertThat(e.getWhat().getReference()).isEqualTo("Patient/a"));
            assertThat(event.getAgent())
                    .filteredOn(AuditEventAgentComponent::getRequestor)
                    .hasSize(1);
        }
    }
}
