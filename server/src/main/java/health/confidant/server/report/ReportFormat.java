package health.confidant.server.report;

import health.confidant.audit.ReceiptFile;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.report.Reports;
import health.confidant.report.Csv;
import health.confidant.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** The forms in which a report is handed out. */
enum ReportFormat {
    FHIR,
    CSV,
    PDF,
    RECEIPT;

    /** @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException for another word */
    static ReportFormat of(StringType format) {
        String word = format == null ? "fhir" : format.getValue();
        for (ReportFormat known : values()) {
            if (known.name().equalsIgnoreCase(word)) {
                return known;
            }
        }
        throw Refusals.invalid("REPORT-001", "format is one of fhir, csv, pdf and receipt.");
    }

    Resource write(Report report, ReceiptFile receipt) {
        return ReleaseInterceptor.released(
                switch (this) {
                    case FHIR -> Reports.parameters(report, Optional.of(receipt.text()));
                    case CSV -> Reports.file("text/csv", bytes(Csv.of(report)));
                    case PDF -> Reports.file("application/pdf", ReportPdf.of(report));
                    case RECEIPT -> Reports.file("text/plain", bytes(receipt.text()));
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
