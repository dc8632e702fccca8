package health.confidant.server.retention;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Owner;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.retention.SafeHarbor;
import health.confidant.retention.Retention;
import health.confidant.server.shred.ShredDesk;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * Says of a patient's records, class by class, whether their period is over; changes nothing. When it is, a privacy
 * officer takes what is left without anybody in it, and two of them destroy the record with {@code $shred}.
 */
public final class RetentionProvider {
    private final RetentionCases cases;
    private final Retention retention;
    private final ShredDesk desk;
    private final Clock clock;

    RetentionProvider(RetentionCases cases, Retention retention, ShredDesk desk, Clock clock) {
        this.cases = cases;
        this.retention = retention;
        this.desk = desk;
        this.clock = clock;
    }

    /** @param anonymous whether the anonymous record is asked for; only when the clinical period is over */
    @Operation(name = "$retention", typeName = "Patient")
    public Parameters retention(
            @IdParam IdType id,
            @OperationParam(name = "anonymous", max = 1) BooleanType anonymous,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        desk.requireOfficer(context);
        Owner owner = desk.owner("Patient", id.getIdPart()).orElseThrow(Refusals::notFound);
        boolean asked = anonymous != null && anonymous.booleanValue();
        desk.record(context, owner, asked ? "$retention anonymous" : "$retention");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Parameters answer = new Parameters();
        boolean due = false;
        for (var item : cases.of(owner)) {
            Retention.Finding finding = retention.judge(item, today);
            due |= finding.verdict() == Retention.Verdict.DUE
                    && item.recordClass() == health.confidant.retention.RecordClass.CLINICAL;
            Parameters.ParametersParameterComponent part = answer.addParameter()
                    .setName("class")
                    .setValue(new org.hl7.fhir.r4.model.CodeType(
                            item.recordClass().name()));
            part.addPart()
                    .setName("verdict")
                    .setValue(
                            new org.hl7.fhir.r4.model.CodeType(finding.verdict().name()));
            part.addPart().setName("basis").setValue(new org.hl7.fhir.r4.model.StringType(finding.basis()));
            finding.until().ifPresent(day -> part.addPart()
                    .setName("until")
                    .setValue(new org.hl7.fhir.r4.model.DateType(day.toString())));
        }
        if (asked) {
            if (!due) {
                throw Refusals.unprocessable(
                        "RETENTION-001 PERIOD", "the clinical period of this record is not over, or a hold keeps it.");
            }
            answer.addParameter().setName("anonymous").setResource(anonymous(owner, today));
        }
        return ReleaseInterceptor.released(answer);
    }

    private Bundle anonymous(Owner owner, LocalDate today) {
        SafeHarbor harbor = new SafeHarbor(() -> UUID.randomUUID().toString(), today);
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        for (Resource resource : harbor.anonymise(cases.record(owner))) {
            bundle.addEntry().setResource(resource);
        }
        return bundle;
    }
}
