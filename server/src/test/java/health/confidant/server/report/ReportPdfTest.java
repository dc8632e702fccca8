package health.confidant.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The pages are kept in {@code target/report.pdf}, to be looked at. */
class ReportPdfTest {
    private static final Instant AT = Instant.parse("2026-03-05T10:00:00Z");

    private static Report report(int rows) {
        List<Report.Column> columns = List.of(
                new Report.Column("when", "When (UTC)", 13),
                new Report.Column("who", "Who", 15),
                new Report.Column("role", "Role", 12),
                new Report.Column("action", "What they did", 13),
                new Report.Column("kind", "Kind of record", 17),
                new Report.Column("track", "Part of your care", 10),
                new Report.Column("purpose", "Purpose", 9),
                new Report.Column("why", "Why it was allowed or refused", 25));
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            boolean refused = i % 4 == 3;
            lines.add(List.of(
                    "2026-03-05 10:00:" + (10 + i % 50),
                    i % 5 == 2 ? "another participant" : "Kim Álvarez-Łukasiewicz",
                    i % 5 == 2 ? "" : "individual counselor",
                    refused ? "was refused: looked at" : "looked at",
                    "diagnoses and problems, notes and documents",
                    "individual treatment",
                    "treatment",
                    refused
                            ? "Individual and couples records never mix."
                            : "A member of the care team of that track, with need in connection with treatment. 愛"));
        }
        return new Report(
                "Who looked at your records",
                "Maya Lindqvist",
                AT.minusSeconds(864_000),
                AT,
                AT,
                columns,
                lines,
                List.of(
                        "Each line is one look at your records, one change of them, or one attempt that was refused.",
                        "averylongword".repeat(20)));
    }

    @Test
    void everyLineIsOnAPageUnderAHeadingAndNothingLeavesIt() throws IOException {
        byte[] pdf = ReportPdf.of(report(60));
        Files.write(Path.of("target", "report.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(3, 8);
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Page " + page + " of " + pages);
            }
            stripper.setStartPage(1);
            stripper.setEndPage(pages);
            String text = stripper.getText(document);
            assertThat(text).contains("Álvarez-Łukasiewicz", "another participant");
            assertThat(text.replaceAll("\\s+", " ").split("2026-03-05 10:00:").length)
                    .isEqualTo(61);
        }
    }

    @Test
    void emptyReportSaysSo() throws IOException {
        try (PDDocument document = Loader.loadPDF(ReportPdf.of(report(0)))) {
            assertThat(new PDFTextStripper().getText(document)).contains("Nothing in this time.");
        }
    }
}
