package health.confidant.server.report;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.PatientView;
import health.confidant.audit.ReceiptFile;
import health.confidant.enforcement.Refusals;
import health.confidant.report.AccessReport;
import health.confidant.report.Report;
import health.confidant.server.audit.Entitlements;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.Receipts;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;

/** {@code Patient/[id]/$access-report}: who looked at the records or changed them, refusals too. Requirement 60. */
public final class AccessReportProvider {
    private static final int MOST = 20_000;
    private static final Period KEPT = Period.ofYears(6);

    private final JournalReader reader;
    private final Receipts receipts;
    private final Entitlements entitlements;
    private final Suspensions suspensions;
    private final DaoRegistry daos;
    private final Clock clock;

    public AccessReportProvider(
            JournalReader reader,
            Receipts receipts,
            Entitlements entitlements,
            Suspensions suspensions,
            DaoRegistry daos,
            Clock clock) {
        this.reader = reader;
        this.receipts = receipts;
        this.entitlements = entitlements;
        this.suspensions = suspensions;
        this.daos = daos;
        this.clock = clock;
    }

    /**
     * For the patient, and for the privacy officer who hands it out: the same report for both.
     *
     * @param start first day, six years ago where none is given
     * @param end first instant that is not covered, now where none is given
     */
    @Operation(name = "$access-report", typeName = "Patient", idempotent = true)
    public IBaseResource report(
            @IdParam IdType id,
            @OperationParam(name = "start", max = 1) DateTimeType start,
            @OperationParam(name = "end", max = 1) DateTimeType end,
            @OperationParam(name = "format", max = 1) StringType format,
            RequestDetails request) {
        ReportFormat form = ReportFormat.of(format);
        String patient = "Patient/" + id.getIdPart();
        Integer owner = entitlements.of(request).owners().get(patient);
        if (owner == null) {
            throw Refusals.notFound();
        }
        Instant now = clock.instant();
        Instant from = start == null
                ? now.atOffset(ZoneOffset.UTC).minus(KEPT).toInstant()
                : start.getValue().toInstant();
        Instant until = end == null ? now : end.getValue().toInstant();
        List<JournalReader.Entry> entries = reader.search(
                JournalReader.Question.of(owner).between(from, until).without(suspensions.of(List.of(owner))),
                false,
                MOST + 1,
                0);
        if (entries.size() > MOST) {
            throw Refusals.invalid(
                    "REPORT-002", "the report would have more than " + MOST + " lines. Ask for a shorter time.");
        }
        DirectoryNames names = new DirectoryNames(daos, request);
        List<AuditRecord> records =
                entries.stream().map(JournalReader.Entry::record).toList();
        Report report = AccessReport.of(patient, names.of(patient), records, from, until, now, names::of);
        ReceiptFile receipt = form == ReportFormat.FHIR || form == ReportFormat.RECEIPT
                ? receipts.of(entries, record -> PatientView.of(record, patient))
                : new ReceiptFile(List.of());
        return form.write(report, receipt);
    }
}
