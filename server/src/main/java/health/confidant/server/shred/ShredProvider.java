package health.confidant.server.shred;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Owner;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.privacy.ShredRight;
import health.confidant.server.keys.KeyClass;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * Destroys the record of a patient or a couple. The first privacy officer asks and gives the reason; a second one calls
 * the same operation within {@link ShredRight#OPEN}, and the record is gone. Holds stand against both.
 */
public final class ShredProvider {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 1000;

    private final ShredDesk desk;

    public ShredProvider(ShredDesk desk) {
        this.desk = desk;
    }

    /**
     * @param reason of the destruction; from the first caller
     * @param papers whether consents, restrictions and notices go too, whose own six years are over; from the first
     */
    @Operation(name = "$shred", typeName = "Patient")
    public Parameters patient(
            @IdParam IdType id,
            @OperationParam(name = "reason", max = 1) StringType reason,
            @OperationParam(name = "papers", max = 1) BooleanType papers,
            RequestDetails request) {
        return shred("Patient", id, reason, papers, request);
    }

    /** The same for a couple's joint record; each partner's own stays. */
    @Operation(name = "$shred", typeName = "Group")
    public Parameters couple(
            @IdParam IdType id,
            @OperationParam(name = "reason", max = 1) StringType reason,
            @OperationParam(name = "papers", max = 1) BooleanType papers,
            RequestDetails request) {
        return shred("Group", id, reason, papers, request);
    }

    /** @param lift whether the hold ends; else one begins */
    @Operation(name = "$legal-hold", typeName = "Patient")
    public Parameters hold(
            @IdParam IdType id,
            @OperationParam(name = "reason", max = 1) StringType reason,
            @OperationParam(name = "lift", max = 1) BooleanType lift,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        refuse(ShredRight.denial(context.actor(), desk.fresh(context), Optional.empty()));
        Owner owner = desk.owner("Patient", id.getIdPart()).orElseThrow(Refusals::notFound);
        boolean lifts = lift != null && lift.booleanValue();
        String why = text(reason).orElseThrow(ShredRefusals::reason);
        return ReleaseInterceptor.released(
                new Parameters().addParameter("status", desk.hold(context, owner, why, lifts) ? "held" : "lifted"));
    }

    /** New data keys for the record, its billing and its papers; everything is sealed anew. By a privacy officer. */
    @Operation(name = "$renew-keys", typeName = "Patient")
    public Parameters renew(@IdParam IdType id, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        refuse(ShredRight.denial(context.actor(), desk.fresh(context), Optional.empty()));
        Owner owner = desk.owner("Patient", id.getIdPart()).orElseThrow(Refusals::notFound);
        return ReleaseInterceptor.released(
                new Parameters().addParameter("sealed", new IntegerType(desk.renew(context, owner))));
    }

    private Parameters shred(String type, IdType id, StringType reason, BooleanType papers, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        refuse(ShredRight.denial(context.actor(), desk.fresh(context), Optional.empty()));
        Owner owner = desk.owner(type, id.getIdPart()).orElseThrow(Refusals::notFound);
        if (desk.held(owner)) {
            throw ShredRefusals.held();
        }
        Optional<Destructions.Pending> pending = desk.pending(owner);
        if (pending.isEmpty()) {
            String why = text(reason).orElseThrow(ShredRefusals::reason);
            desk.request(context, owner, why, papers != null && papers.booleanValue());
            return ReleaseInterceptor.released(new Parameters()
                    .addParameter("status", "requested")
                    .addParameter("next", "Another privacy officer calls this operation within 7 days."));
        }
        refuse(ShredRight.denial(context.actor(), true, pending.map(Destructions.Pending::requestedBy)));
        Set<KeyClass> kinds = EnumSet.copyOf(Shredder.RECORD);
        if (pending.get().papers()) {
            kinds.add(KeyClass.PAPERS);
        }
        return ReleaseInterceptor.released(new Parameters()
                .addParameter("status", "destroyed")
                .addParameter("certificate", desk.destroy(context, owner, kinds, pending.get())));
    }

    private static void refuse(Optional<ShredRight.Denial> denial) {
        denial.ifPresent(d -> {
            throw ShredRefusals.of(d);
        });
    }

    private static Optional<String> text(StringType reason) {
        return Optional.ofNullable(reason)
                .map(StringType::getValue)
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST);
    }
}
