package health.confidant.server.explain;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.server.decision.Decisions;
import health.confidant.server.decision.Entitlements;
import health.confidant.server.segment.Relabeling;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code Patient/$relabeling}: how far each run of relabelling has come, and how many records went from which labels to
 * which. For the privacy officer.
 */
public final class RelabelingProvider {
    private final Relabeling relabeling;
    private final Entitlements entitlements;

    public RelabelingProvider(Relabeling relabeling, Decisions decisions) {
        this.relabeling = relabeling;
        this.entitlements = new Entitlements(decisions);
    }

    @Operation(name = "$relabeling", typeName = "Patient", idempotent = true)
    public Parameters runs(RequestDetails request) {
        if (!entitlements.isOfficer(AccessContext.of(request))) {
            throw Refusals.notFound();
        }
        Parameters answer = new Parameters();
        for (Relabeling.Progress progress : relabeling.runs()) {
            ParametersParameterComponent run = answer.addParameter().setName("run");
            run.addPart().setName("valueSet").setValue(new StringType(progress.valueSet()));
            run.addPart().setName("finished").setValue(new BooleanType(progress.finished()));
            run.addPart().setName("owners").setValue(new IntegerType(progress.owners()));
            run.addPart().setName("of").setValue(new IntegerType(progress.total()));
            run.addPart().setName("examined").setValue(new DecimalType(progress.examined()));
            run.addPart().setName("changed").setValue(new DecimalType(progress.changed()));
            relabeling.report(progress.run()).forEach((labels, records) -> {
                ParametersParameterComponent change = run.addPart().setName("change");
                change.addPart().setName("labels").setValue(new StringType(labels));
                change.addPart().setName("records").setValue(new DecimalType(records));
            });
        }
        answer.setId("Parameters/relabeling");
        return ReleaseInterceptor.released(answer);
    }
}
