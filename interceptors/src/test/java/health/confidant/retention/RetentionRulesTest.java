package health.confidant.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionRulesTest {
    private static RetentionCase papers(String state) {
        return new RetentionCase(
                "Patient/x", RecordClass.PAPERS, state, Optional.empty(), LocalDate.of(2020, 3, 1), false, false);
    }

    /** Requirement 84: papers are consents and decisions of restrictions. */
    @Test
    void papersAndAuditAreKeptSixYearsInEveryState() {
        Retention retention = new Retention(RetentionRules.standard());
        for (String state : List.of("CA", "NY", "TX", "WY")) {
            assertThat(retention.judge(papers(state), LocalDate.of(2026, 3, 1)).verdict())
                    .isEqualTo(Retention.Verdict.KEEP);
            assertThat(retention.judge(papers(state), LocalDate.of(2026, 3, 2)).verdict())
                    .isEqualTo(Retention.Verdict.DUE);
        }
    }

    @Test
    void everyRowOfTheTableHasABasis() {
        for (RecordClass kind : RecordClass.values()) {
            for (RetentionRule rule : RetentionRules.standard().binding(kind, "WY")) {
                assertThat(rule.basis()).isNotBlank();
            }
        }
        assertThat(RetentionRules.standard().binding(RecordClass.CLINICAL, "CA"))
                .hasSize(1);
    }

    @Test
    void rowThatDoesNotReadIsRefused() {
        for (String row : List.of("", "CLINICAL,CA,x,,b", "CLINICAL,CA,-1,,b", "OTHER,CA,1,,b")) {
            assertThatThrownBy(() -> RetentionRules.parse(row)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatNoRowSpeaksOfIsKept() {
        assertThat(new Retention(new RetentionRules(List.of()))
                        .judge(papers("CA"), LocalDate.of(2999, 1, 1))
                        .verdict())
                .isEqualTo(Retention.Verdict.KEEP);
    }
}
