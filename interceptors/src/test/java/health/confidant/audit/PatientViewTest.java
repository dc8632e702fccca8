package health.confidant.audit;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PatientViewTest {
    private static AuditRecord by(String agent) {
        return AuditRecord.of(Action.SEARCH, Outcome.SUCCESS, TestLog.BEGIN)
                .id(new UUID(1, 2))
                .request("r")
                .agent(agent)
                .client("couples-portal")
                .purpose(Purpose.PATRQT)
                .address("10.1.1.1")
                .patient(Optional.of("Patient/maya"))
                .owner(3)
                .entities(List.of(
                        "DocumentReference/1/_history/1", "Patient/daniel/_history/2", "Patient/maya/_history/2"))
                .query("Condition?patient=Patient/daniel,Patient/maya&code=F10.20&_has:Claim:patient:id=4")
                .roles(List.of("PATIENT"))
                .track(Optional.of(Track.COUPLES))
                .build();
    }

    @Test
    void partnerIsAnotherParticipant() {
        AuditRecord seen = PatientView.of(by("Patient/daniel"), "Patient/maya");
        assertThat(seen.toString()).doesNotContain("daniel", "10.1.1.1", "couples-portal", "F10.20");
        assertThat(seen.agent()).isEqualTo(PatientView.PARTICIPANT);
        assertThat(seen.roles()).isEmpty();
    }

    @Test
    void queryKeepsItsParametersAndLosesItsValues() {
        assertThat(PatientView.of(by("Practitioner/kim"), "Patient/maya").query())
                .isEqualTo("Condition?patient=&code=&_has=");
        assertThat(PatientView.names("Condition")).isEqualTo("Condition");
    }

    @Test
    void staffAndThePatientAreNamed() {
        assertThat(PatientView.of(by("Practitioner/kim"), "Patient/maya").agent())
                .isEqualTo("Practitioner/kim");
        assertThat(PatientView.of(by("Patient/maya"), "Patient/maya"))
                .extracting(AuditRecord::agent, AuditRecord::client)
                .containsExactly("Patient/maya", "couples-portal");
        assertThat(PatientView.of(by("Practitioner/kim"), "Patient/maya").entities())
                .containsExactly("DocumentReference/1/_history/1", "Patient/maya/_history/2");
    }
}
