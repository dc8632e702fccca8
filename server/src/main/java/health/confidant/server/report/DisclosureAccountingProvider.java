package health.confidant.server.report;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.accounting.Accounting;
import health.confidant.accounting.Disclosed;
import health.confidant.accounting.Suspension;
import health.confidant.audit.PatientView;
import health.confidant.audit.ReceiptFile;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.report.Report;
import health.confidant.server.audit.Entitlements;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.Receipts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code Patient/[id]/$disclosure-accounting}: to whom the records were disclosed; and what belongs to it: a request on
 * paper with its clock, its extension, and the suspension that an agency asks for.
 */
public final class DisclosureAccountingProvider {
    private final AccountingStore store;
    private final JournalReader reader;
    private final Receipts receipts;
    private final Entitlements entitlements;
    private final DaoRegistry daos;
    private final Clock clock;

    public DisclosureAccountingProvider(
            AccountingStore store,
            JournalReader reader,
            Receipts receipts,
            Entitlements entitlements,
            DaoRegistry daos,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.receipts = receipts;
        this.entitlements = entitlements;
        this.daos = daos;
        this.clock = clock;
    }

    @Operation(name = "$disclosure-accounting", typeName = "Patient", idempotent = true)
    public IBaseResource account(
            @IdParam IdType id, @OperationParam(name = "format", max = 1) StringType format, RequestDetails request) {
        ReportFormat form = ReportFormat.of(format);
        Entitlements.Entitlement entitled = entitlements.of(request);
        String patient = "Patient/" + id.getIdPart();
        int owner = owner(entitled, patient);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Disclosed> told = Accounting.told(store.ledger(patient), store.suspensions(owner), now);
        boolean free = store.given(owner, now, AccessContext.of(request).actor().reference());
        DirectoryNames names = new DirectoryNames(daos, request);
        Report report = Accounting.report(names.of(patient), told, free, now);
        return form.write(report, receipt(owner, patient, told));
    }

    /** The patient, or the officer for them, asks for it on paper: the clock of 60 days begins. */
    @Operation(name = "$request-accounting", typeName = "Patient")
    public IBaseResource request(@IdParam IdType id, RequestDetails request) {
        int owner = owner(entitlements.of(request), "Patient/" + id.getIdPart());
        return clock(store.request(owner, clock.instant()));
    }

    /** The officer's: one extension of 30 days, with the reasons that are told to the patient in writing. */
    @Operation(name = "$extend-accounting", typeName = "Patient")
    public IBaseResource extend(
            @IdParam IdType id,
            @OperationParam(name = "reason", min = 1, max = 1) StringType reason,
            RequestDetails request) {
        int owner = officers(request, id);
        if (reason == null || reason.isEmpty()) {
            throw Refusals.invalid("REPORT-003", "an extension has to give its reason.");
        }
        return clock(store.extend(owner, reason.getValue(), clock.instant())
                .orElseThrow(() -> Refusals.unprocessable(
                        "REPORT-004",
                        "no request is open that can be extended: once, and within the first 60 days (45 CFR"
                                + " 164.528(c)).")));
    }

    /** The officer's: an agency states that an accounting would impede its work (45 CFR 164.528(a)(2)). */
    @Operation(name = "$suspend-accounting", typeName = "Patient")
    public IBaseResource suspend(
            @IdParam IdType id,
            @OperationParam(name = "recipient", min = 1, max = 1) StringType recipient,
            @OperationParam(name = "until", min = 1, max = 1) DateTimeType until,
            @OperationParam(name = "written", min = 1, max = 1) BooleanType written,
            @OperationParam(name = "statement", min = 1, max = 1) StringType statement,
            RequestDetails request) {
        int owner = officers(request, id);
        if (recipient == null || until == null || written == null || statement == null) {
            throw Refusals.invalid("REPORT-005", "recipient, until, written and statement are needed.");
        }
        Instant now = clock.instant();
        try {
            Suspension suspension =
                    Suspension.of(recipient.getValue(), now, until.getValue().toInstant(), written.booleanValue());
            store.suspend(owner, suspension, written.booleanValue(), statement.getValue(), actor(request));
        } catch (IllegalArgumentException e) {
            throw Refusals.unprocessable("REPORT-006", e.getMessage());
        }
        Parameters done = new Parameters();
        done.addParameter().setName("until").setValue(until.copy());
        return ReleaseInterceptor.released(done);
    }

    private static String actor(RequestDetails request) {
        return AccessContext.of(request).actor().reference();
    }

    private static int owner(Entitlements.Entitlement entitled, String patient) {
        Integer owner = entitled.owners().get(patient);
        if (owner == null) {
            throw Refusals.notFound();
        }
        return owner;
    }

    private int officers(RequestDetails request, IdType id) {
        Entitlements.Entitlement entitled = entitlements.of(request);
        if (!entitled.officer()) {
            throw Refusals.notFound();
        }
        return owner(entitled, "Patient/" + id.getIdPart());
    }

    private static IBaseResource clock(AccountingStore.Open open) {
        Parameters parameters = new Parameters();
        parameters
                .addParameter()
                .setName("requested")
                .setValue(new DateTimeType(open.requested().toString()));
        parameters
                .addParameter()
                .setName("due")
                .setValue(new DateTimeType(open.due().toString()));
        parameters.addParameter().setName("extended").setValue(new BooleanType(open.extended()));
        return ReleaseInterceptor.released(parameters);
    }

    /** The journal's records of the requests that the disclosures left by. */
    private ReceiptFile receipt(int owner, String patient, List<Disclosed> told) {
        List<JournalReader.Entry> entries = new ArrayList<>();
        Set<String> requests = told.stream().map(Disclosed::request).collect(Collectors.toSet());
        for (Disclosed disclosed : told) {
            JournalReader.Question about = JournalReader.Question.of(owner)
                    .between(
                            disclosed.at().minus(1, ChronoUnit.MINUTES),
                            disclosed.at().plus(1, ChronoUnit.MINUTES));
            reader.search(about, true, 1_000, 0).stream()
                    .filter(entry -> requests.contains(entry.record().request()))
                    .filter(entry -> entries.stream()
                            .noneMatch(known ->
                                    known.leaf().id().equals(entry.leaf().id())))
                    .forEach(entries::add);
        }
        return receipts.of(entries, record -> PatientView.of(record, patient));
    }
}
