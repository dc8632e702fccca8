package health.confidant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessReportTest {
    private static final Instant AT = Instant.parse("2026-03-05T10:00:00.123Z");

    private static AuditRecord record(String agent, Action action, Outcome outcome) {
        return AuditRecord.of(action, outcome, AT)
                .id(new UUID(1, 1))
                .request("r")
                .agent(agent)
                .client("app")
                .purpose(Purpose.TREAT)
                .address("10.0.0.1")
                .patient(Optional.of("Patient/maya"))
                .owner(3)
                .entities(List.of("Condition/1/_history/1", "DocumentReference/2/_history/1"))
                .query("Condition?code=F10.20")
                .rules(List.of(
                        new CitedRule(PolicyId.CARE_TEAM, new Rule.Permit(Set.of(), "A member of the care team.")),
                        new CitedRule(PolicyId.TRACK, new Rule.Forbid(Set.of(), "Another track."))))
                .roles(List.of("INDIVIDUAL_COUNSELOR"))
                .track(Optional.of(Track.INDIVIDUAL))
                .build();
    }

    private static List<String> row(AuditRecord record) {
        return AccessReport.of("Patient/maya", "Maya", List.of(record), AT, AT, AT, reference -> "Dr. " + reference)
                .rows()
                .get(0);
    }

    @Test
    void lineSaysWhenWhoInWhichRoleWhatAndWhy() {
        assertThat(row(record("Practitioner/kim", Action.READ, Outcome.SUCCESS)))
                .containsExactly(
                        "2026-03-05 10:00:00",
                        "Dr. Practitioner/kim",
                        "individual counselor",
                        "looked at",
                        "diagnoses and problems, notes and documents",
                        "individual treatment",
                        "treatment",
                        "A member of the care team.");
    }

    @Test
    void refusalSaysWhatForbadeIt() {
        assertThat(row(record("Practitioner/kim", Action.READ, Outcome.DENIED)))
                .contains("was refused: looked at", "Another track.", "diagnoses and problems");
    }

    @Test
    void partnerIsAnotherParticipantAndOneselfIsYou() {
        assertThat(row(record("Patient/daniel", Action.READ, Outcome.SUCCESS)).toString())
                .contains("another participant")
                .doesNotContain("daniel", "counselor");
        assertThat(row(record("Patient/maya", Action.READ, Outcome.SUCCESS))).contains("you");
    }

    @Test
    void everyActionHasItsWords() {
        for (Action action : Action.values()) {
            assertThat(row(record("Practitioner/kim", action, Outcome.SUCCESS)).get(3))
                    .isNotBlank();
        }
        assertThat(PlainWords.kind("SupplyDelivery")).isEqualTo("supply delivery");
    }

    @Test
    void spreadsheetRunsNoCell() {
        Report report = new Report(
                "T",
                "A",
                AT,
                AT,
                AT,
                List.of(new Report.Column("a", "A", 1), new Report.Column("b", "B", 1)),
                List.of(List.of("=1+1", "say \"hi\", you"), List.of("+4", "line\nbreak"), List.of("plain", "")),
                List.of());
        assertThat(Csv.of(report))
                .isEqualTo("a,b\r\n'=1+1,\"say \"\"hi\"\", you\"\r\n'+4,\"line\nbreak\"\r\nplain,\r\n");
        assertThatThrownBy(() -> new Report("T", "A", AT, AT, AT, report.columns(), List.of(List.of("one")), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
