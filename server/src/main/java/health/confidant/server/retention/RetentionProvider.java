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
import health.confidant.retention.RecordClass;
import health.confidant.retention.Retention;
import health.confidant.server.segment.Owners;
import health.confidant.server.shred.Periods;
import health.confidant.server.shred.ShredDesk;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * Says of a patient's or a couple's records, class by class, whether their period is over; changes nothing. When it is,
 * a privacy officer takes what is left without anybody in it, and two of them destroy the record with {@code $shred}.
 */
public final class RetentionProvider {
    private final RetentionCases cases;
    private final Periods periods;
    private final Owners owners;
    private final ShredDesk desk;
    private final Clock clock;

    RetentionProvider(RetentionCases cases, Periods periods, Owners owners, ShredDesk desk, Clock clock) {
        this.cases = cases;
        this.periods = periods;
        this.owners = owners;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Of the patient's own records and of the joint ones of each couple that the patient is or was in.
     *
     * @param anonymous whether the anonymous record is asked for, without the joint one; only when its period is over
     */
    @Operation(name = "$retention", typeName = "Patient")
    public Parameters patient(
            @IdParam IdType id,
            @OperationParam(name = "anonymous", max = 1) BooleanType anonymous,
            RequestDetails request) {
        return retention("Patient", id, anonymous, request);
    }

    /** The same for a couple's joint record. */
    @Operation(name = "$retention", typeName = "Group")
    public Parameters couple(
            @IdParam IdType id,
            @OperationParam(name = "anonymous", max = 1) BooleanType anonymous,
            RequestDetails request) {
        return retention("Group", id, anonymous, request);
    }

    private Parameters retention(String type, IdType id, BooleanType anonymous, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        desk.requireOfficer(context);
        Owner owner = desk.owner(type, id.getIdPart()).orElseThrow(Refusals::notFound);
        boolean asked = anonymous != null && anonymous.booleanValue();
        desk.record(context, owner, asked ? "$retention anonymous" : "$retention");
        List<Retention.Finding> own = periods.of(owner);
        Parameters answer = new Parameters();
        own.forEach(finding -> list(answer, finding));
        if (asked) {
            if (own.stream().noneMatch(RetentionProvider::clinicalDue)) {
                throw Refusals.unprocessable(
                        "RETENTION-001 PERIOD", "the clinical period of this record is not over, or a hold keeps it.");
            }
            answer.addParameter().setName("anonymous").setResource(anonymous(owner));
        } else if (owner.kind() == Owner.Kind.PATIENT) {
            owners.related(owner).forEach(couple -> joint(context, answer, couple));
        }
        return ReleaseInterceptor.released(answer);
    }

    /** What the patient says is there twice, in the own record and in the couple's; the one's end is not the other's. */
    private void joint(AccessContext context, Parameters answer, Owner couple) {
        desk.record(context, couple, "$retention");
        periods.of(couple)
                .forEach(finding ->
                        list(answer, finding).addPart().setName("couple").setValue(new StringType(couple.reference())));
    }

    private static boolean clinicalDue(Retention.Finding finding) {
        return finding.item().recordClass() == RecordClass.CLINICAL && finding.verdict() == Retention.Verdict.DUE;
    }

    /** Without a name or an id: it may be handed out with the anonymous record. */
    private static Parameters.ParametersParameterComponent list(Parameters answer, Retention.Finding finding) {
        Parameters.ParametersParameterComponent part = answer.addParameter()
                .setName("class")
                .setValue(new CodeType(finding.item().recordClass().name()));
        part.addPart()
                .setName("verdict")
                .setValue(new CodeType(finding.verdict().name()));
        part.addPart().setName("basis").setValue(new StringType(finding.basis()));
        finding.until().ifPresent(day -> part.addPart().setName("until").setValue(new DateType(day.toString())));
        return part;
    }

    private Bundle anonymous(Owner owner) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        SafeHarbor harbor = new SafeHarbor(() -> UUID.randomUUID().toString(), today);
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        for (Resource resource : harbor.anonymise(cases.record(owner))) {
            bundle.addEntry().setResource(resource);
        }
        return bundle;
    }
}
