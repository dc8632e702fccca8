package health.confidant.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.junit.jupiter.api.Test;

class AuditEventsTest {
    private static AuditRecord record(Action action, Outcome outcome) {
        return TestAuditRecords.of(action, outcome);
    }

    private static List<String> agents(AuditEvent event) {
        return event.getAgent().stream()
                .map(AuditEventAgentComponent::getType)
                .map(type -> type.getCodingFirstRep().getCode())
                .toList();
    }

    /** Requirement 51. */
    @Test
    void ofWhenReadThenClientIsDestinationAndServerIsSource() {
        AuditEvent event = AuditEvents.of(record(Action.READ, Outcome.SUCCESS));
        assertThat(agents(event)).containsExactly("110152", "110153", "IRCP");
        assertThat(event.getMeta().getProfile().get(0).getValue()).endsWith("IHE.BasicAudit.PatientRead");
        assertThat(event.getEntity())
                .anyMatch(e -> "Observation/1/_history/2".equals(e.getWhat().getReference()));
    }

    /** Requirement 51. */
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

    /** Requirement 55. */
    @Test
    void ofWhenDisclosedThenSourceRecipientCustodianAuthorizerAndTheConsent() {
        AuditEvent event = AuditEvents.of(
                record(Action.DISCLOSE, Outcome.SUCCESS).with(List.of(), Optional.empty(), "Consent/1/_history/2"));
        assertThat(agents(event)).containsExactly("110152", "110153", "IRCP", "159541003", "429577009");
        assertThat(event.getType().getCode()).isEqualTo("110106");
        assertThat(event.getMeta().getProfile().get(0).getValue()).endsWith("PrivacyDisclosure.Source");
        assertThat(event.getEntity())
                .extracting(e -> e.getWhat().getReference())
                .contains("Consent/1/_history/2", "Observation/1/_history/2", "Patient/a");
    }

    @Test
    void ofWhenDisclosedOnACourtOrderThenThePatientAuthorizedNothing() {
        AuditEvent event = AuditEvents.of(
                record(Action.DISCLOSE, Outcome.SUCCESS).with(List.of(), Optional.empty(), "Task/9/_history/1"));
        assertThat(agents(event)).doesNotContain("429577009");
        assertThat(event.getEntity()).extracting(e -> e.getType().getCode()).contains("Task");
    }

    @Test
    void ofWhenReceivedThenTheSenderIsTheSource() {
        AuditEvent event = AuditEvents.of(record(Action.RECEIVE, Outcome.SUCCESS));
        assertThat(agents(event)).containsExactly("110153", "110152", "AUT", "159541003");
        assertThat(event.getType().getCode()).isEqualTo("110107");
        assertThat(event.getMeta().getProfile().get(0).getValue()).endsWith("PrivacyDisclosure.Recipient");
    }

    /** Requirement 52. */
    @Test
    void ofWhenDeniedWithoutAConsentThenOutcomeEightAndNoProfileClaimed() {
        AuditEvent event = AuditEvents.of(record(Action.READ, Outcome.DENIED).with(List.of()));
        assertThat(event.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._8);
        assertThat(event.getMeta().getProfile()).isEmpty();
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("AuthZ-Role");
    }

    /** Requirement 52. */
    @Test
    void ofWhenDeniedOnConsentsThenTheyAreNamed() {
        AuditEvent event = AuditEvents.of(record(Action.READ, Outcome.DENIED).with(List.of("Consent/1", "Consent/2")));
        assertThat(event.getMeta().getProfile().get(0).getValue()).endsWith("IHE.BasicAudit.AuthZconsent");
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("AuthZ-Consent");
        assertThat(event.getEntity())
                .extracting(e -> e.getWhat().getReference())
                .contains("Consent/1", "Consent/2");
    }

    @Test
    void ofWhenNoInteractionThenDicomsTypeAndNoProfile() {
        for (Action action : Action.values()) {
            AuditEvent event = AuditEvents.of(record(action, Outcome.SUCCESS));
            assertThat(event.getType().getCode().matches("1101\\d\\d"))
                    .as(action.name())
                    .isEqualTo(!action.rest() || action == Action.DISCLOSE || action == Action.RECEIVE);
            assertThat(event.getMeta().hasProfile())
                    .as(action.name())
                    .isEqualTo(action.rest() && action != Action.HISTORY && action != Action.OPERATION);
        }
    }

    /** Requirement 50. */
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

    @Test
    void ofWhenItDoesNotConformThenNoProfileClaimed() {
        List<AuditRecord> misfits = List.of(
                TestAuditRecords.with(Action.READ, Outcome.SUCCESS, "", "", List.of("Observation/1")),
                TestAuditRecords.with(Action.READ, Outcome.SUCCESS, "10.0.0.9", "", List.of()),
                TestAuditRecords.with(Action.CREATE, Outcome.SUCCESS, "10.0.0.9", "", List.of("A/1", "B/2")),
                TestAuditRecords.with(Action.SEARCH, Outcome.SUCCESS, "10.0.0.9", "", List.of()));
        for (AuditRecord misfit : misfits) {
            assertThat(AuditEvents.of(misfit).getMeta().getProfile())
                    .as(misfit.toString())
                    .isEmpty();
        }
    }

    @Test
    void ofWhenMachineIsInAnotherZoneThenTheSameEvent() {
        AuditRecord entry = record(Action.READ, Outcome.SUCCESS);
        String here = AuditEvents.of(entry).getRecordedElement().getValueAsString();
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(AuditEvents.of(entry).getRecordedElement().getValueAsString())
                    .isEqualTo(here)
                    .isEqualTo("2026-03-05T10:00:00.123Z");
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void ofWhenAddressIsANameThenNetworkTypeOne() {
        AuditRecord named = TestAuditRecords.with(Action.READ, Outcome.SUCCESS, "app.example", "", List.of("A/1"));
        assertThat(AuditEvents.of(named)
                        .getAgent()
                        .get(0)
                        .getNetwork()
                        .getType()
                        .toCode())
                .isEqualTo("1");
    }
}
