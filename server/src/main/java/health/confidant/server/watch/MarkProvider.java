package health.confidant.server.watch;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.server.audit.Entitlements;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code Patient/[id]/$watch}: the privacy officer marks a colleague's record, or takes the mark away. */
public final class MarkProvider {
    private final JdbcTemplate sql;
    private final Entitlements entitlements;

    public MarkProvider(JdbcTemplate sql, Entitlements entitlements) {
        this.sql = sql;
        this.entitlements = entitlements;
    }

    @Operation(name = "$watch", typeName = "Patient")
    public IBaseResource mark(
            @IdParam IdType id,
            @OperationParam(name = "marked", min = 1, max = 1) BooleanType marked,
            RequestDetails request) {
        Entitlements.Entitlement entitled = entitlements.of(request);
        Integer owner = entitled.owners().get("Patient/" + id.getIdPart());
        if (!entitled.officer() || owner == null) {
            throw Refusals.notFound();
        }
        if (marked == null) {
            throw Refusals.invalid("REPORT-005", "marked is needed: true or false.");
        }
        if (marked.booleanValue()) {
            sql.update(
                    "insert into confidant.marked (owner, officer) values (?, ?) on conflict do nothing",
                    owner,
                    AccessContext.of(request).actor().reference());
        } else {
            sql.update("delete from confidant.marked where owner = ?", owner);
        }
        Parameters done = new Parameters();
        done.addParameter().setName("marked").setValue(marked.copy());
        return ReleaseInterceptor.released(done);
    }
}
