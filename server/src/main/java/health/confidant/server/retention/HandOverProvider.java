package health.confidant.server.retention;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Owner;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.server.segment.Owners;
import health.confidant.server.shred.ShredDesk;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * The list that a program needs which ends or is taken over (42 CFR 2.19): whose record goes to that organisation, whose
 * is kept and until when, whose is destroyed. It changes nothing. What is handed over the successor fetches by
 * {@code Patient/$export}, under the same consents; what is destroyed two officers destroy with {@code $shred}.
 */
public final class HandOverProvider {
    private static final int PAGE = 200;

    private final DaoRegistry daos;
    private final HandOver lots;
    private final Owners owners;
    private final ShredDesk desk;

    HandOverProvider(DaoRegistry daos, HandOver lots, Owners owners, ShredDesk desk) {
        this.daos = daos;
        this.lots = lots;
        this.owners = owners;
        this.desk = desk;
    }

    /** @param after whose record the page before ended with; each page has at most 200 */
    @Operation(name = "$hand-over", typeName = "Organization")
    public Parameters handOver(
            @IdParam IdType id, @OperationParam(name = "after", max = 1) Reference after, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        desk.requireOfficer(context);
        daos.getResourceDao(Organization.class).read(new IdType("Organization", id.getIdPart()), request);
        List<HandOver.Lot> page = lots.page("Organization/" + id.getIdPart(), key(after), PAGE);
        Parameters answer = new Parameters();
        for (HandOver.Lot lot : page) {
            desk.record(context, lot.owner(), "$hand-over");
            answer.addParameter(part(lot));
        }
        if (page.size() == PAGE) {
            answer.addParameter()
                    .setName("next")
                    .setValue(new Reference(page.get(PAGE - 1).owner().reference()));
        }
        return ReleaseInterceptor.released(answer);
    }

    private int key(Reference after) {
        return after == null
                ? 0
                : owners.find(String.valueOf(after.getReference()))
                        .map(Owner::id)
                        .orElseThrow(Refusals::notFound);
    }

    private static ParametersParameterComponent part(HandOver.Lot lot) {
        ParametersParameterComponent part = new ParametersParameterComponent();
        part.setName("record");
        part.addPart().setName("whose").setValue(new Reference(lot.owner().reference()));
        part.addPart().setName("transfer").setValue(new BooleanType(lot.transfer()));
        String rest = lot.kept() ? "kept" : lot.destroyed() ? "destroyed" : "handed-over";
        part.addPart().setName("here").setValue(new CodeType(rest));
        lot.until().ifPresent(day -> part.addPart().setName("until").setValue(new DateType(day.toString())));
        return part;
    }
}
