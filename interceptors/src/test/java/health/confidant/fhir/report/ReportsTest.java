package health.confidant.fhir.report;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import health.confidant.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final Instant AT = Instant.parse("2026-03-05T10:00:00Z");
    private static final Report REPORT = new Report(
            "Who looked",
            "Maya",
            AT,
            AT,
            AT,
            List.of(new Report.Column("when", "When", 1), new Report.Column("who", "Who", 1)),
            List.of(List.of("today", "Kim"), List.of("yesterday", "")),
            List.of("A note."));

    @Test
    void linesArePartsAndEmptyCellsAreNone() {
        Parameters parameters = Reports.parameters(REPORT, Optional.of("receipt"));
        String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(parameters);
        assertThat(FhirContext.forR4Cached().newJsonParser().parseResource(json))
                .isInstanceOf(Parameters.class);
        assertThat(parameters.getParameter().stream()
                        .filter(parameter -> parameter.getName().equals("line"))
                        .map(parameter -> parameter.getPart().size()))
                .containsExactly(2, 1);
        assertThat(json).contains("\"total\"", "A note.", "receipt.txt");
        assertThat(Reports.parameters(REPORT, Optional.empty()).hasParameter("receipt"))
                .isFalse();
    }

    @Test
    void fileKeepsItsBytesAndType() {
        assertThat(Reports.file("text/csv", new byte[] {1, 2}).getData()).containsExactly(1, 2);
        assertThat(Reports.file("text/csv", new byte[0]).getContentType()).isEqualTo("text/csv");
    }
}
