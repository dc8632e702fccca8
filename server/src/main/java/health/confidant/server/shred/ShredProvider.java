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
import health.confidant.retention.RecordClass;
import health.confidant.retention.Retention;
import health.confidant.server.keys.KeyClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * Destroys the record of a patient or a couple. The first privacy officer asks and gives the reason; a second one calls
 * the same operation within {@link ShredRight#OPEN}, and the record is gone. Holds stand against both, and so does the
 * period of the papers (45 CFR 164.530(j)). A record may go before its own period, as when the program ends (42 CFR
 * 2.19(a)): the officer who asks is told, and the certificate says it.
 */
public final class ShredProvider {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 1000;
    private static final Set<RecordClass> EARLY = Set.of(RecordClass.CLINICAL, RecordClass.BILLING);

    private final ShredDesk desk;
    private final Periods periods;

    ShredProvider(ShredDesk desk, Periods periods) {
        this.desk = desk;
        this.periods = periods;
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
        return hold("Patient", id, reason, lift, request);
    }

    /** The same for a couple's joint record, which is held too while either partner's is. */
    @Operation(name = "$legal-hold", typeName = "Group")
    public Parameters holdCouple(
            @IdParam IdType id,
            @OperationParam(name = "reason", max = 1) StringType reason,
            @OperationParam(name = "lift", max = 1) BooleanType lift,
            RequestDetails request) {
        return hold("Group", id, reason, lift, request);
    }

    /** New data keys for the record, its billing and its papers; everything is sealed anew. By a privacy officer. */
    @Operation(name = "$renew-keys", typeName = "Patient")
    public Parameters renew(@IdParam IdType id, RequestDetails request) {
        return renew("Patient", id, request);
    }

    /** The same for a couple's joint record. */
    @Operation(name = "$renew-keys", typeName = "Group")
    public Parameters renewCouple(@IdParam IdType id, RequestDetails request) {
        return renew("Group", id, request);
    }

    private Parameters hold(String type, IdType id, StringType reason, BooleanType lift, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        desk.requireOfficer(context);
        Owner owner = desk.owner(type, id.getIdPart()).orElseThrow(Refusals::notFound);
        boolean lifts = lift != null && lift.booleanValue();
        String why = text(reason).orElseThrow(ShredRefusals::reason);
        return ReleaseInterceptor.released(
                new Parameters().addParameter("status", desk.hold(context, owner, why, lifts) ? "held" : "lifted"));
    }

    private Parameters renew(String type, IdType id, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        desk.requireOfficer(context);
        Owner owner = desk.owner(type, id.getIdPart()).orElseThrow(Refusals::notFound);
        return ReleaseInterceptor.released(
                new Parameters().addParameter("sealed", new IntegerType(desk.renew(context, owner))));
    }

    private Parameters shred(String type, IdType id, StringType reason, BooleanType papers, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        desk.requireOfficer(context);
        Owner owner = desk.owner(type, id.getIdPart()).orElseThrow(Refusals::notFound);
        if (desk.held(owner)) {
            throw ShredRefusals.held();
        }
        List<Retention.Finding> findings = periods.of(owner);
        Optional<Destructions.Pending> pending = desk.pending(owner);
        if (pending.isEmpty()) {
            boolean all = papers != null && papers.booleanValue();
            String why = text(reason).orElseThrow(ShredRefusals::reason);
            requireOver(findings, all);
            desk.request(context, owner, why, all);
            Parameters answer = new Parameters()
                    .addParameter("status", "requested")
                    .addParameter("next", "Another privacy officer calls this operation within 7 days.");
            early(findings).forEach(record -> answer.addParameter("early", record));
            return ReleaseInterceptor.released(answer);
        }
        ShredRight.denial(context.actor(), true, pending.map(Destructions.Pending::requestedBy))
                .ifPresent(denial -> {
                    throw ShredRefusals.of(denial);
                });
        requireOver(findings, pending.get().papers()); // One may have been signed since the request.
        return ReleaseInterceptor.released(destroy(context, owner, early(findings), pending.get()));
    }

    private Parameters destroy(AccessContext context, Owner owner, List<String> early, Destructions.Pending pending) {
        Set<KeyClass> kinds = EnumSet.copyOf(Shredder.RECORD);
        if (pending.papers()) {
            kinds.add(KeyClass.PAPERS);
        }
        return new Parameters()
                .addParameter("status", "destroyed")
                .addParameter("certificate", desk.destroy(context, owner, kinds, early, pending));
    }

    private static void requireOver(List<Retention.Finding> findings, boolean papers) {
        findings.stream()
                .filter(finding -> papers && finding.item().recordClass() == RecordClass.PAPERS)
                .filter(finding -> finding.verdict() != Retention.Verdict.DUE)
                .findFirst()
                .ifPresent(finding -> {
                    throw ShredRefusals.papers(finding);
                });
    }

    /** What would go before its period is over, and what asks for that period. */
    private static List<String> early(List<Retention.Finding> findings) {
        return findings.stream()
                .filter(finding -> EARLY.contains(finding.item().recordClass()))
                .filter(finding -> finding.verdict() != Retention.Verdict.DUE)
                .map(finding -> finding.item().recordClass()
                        + finding.until().map(day -> " until " + day).orElse("") + ": " + finding.basis())
                .toList();
    }

    private static Optional<String> text(StringType reason) {
        return Optional.ofNullable(reason)
                .map(StringType::getValue)
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST);
    }
}
