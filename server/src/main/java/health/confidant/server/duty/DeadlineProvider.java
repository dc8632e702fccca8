package health.confidant.server.duty;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.restriction.RestrictionPapers;
import health.confidant.server.program.Authority;
import health.confidant.server.program.Officers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;

/**
 * What is due, the most pressing first: requests to decide, reviews to close, and papers of staff and service
 * organisations that end. The privacy officer sees all of it, anybody else their own papers.
 */
final class DeadlineProvider {
    /** So long before its end a thing is due soon. */
    static final Duration SOON = Duration.ofDays(30);

    private record Deadline(String kind, String what, Instant due) {}

    private final OpenTasks tasks;
    private final Authority authority;
    private final Officers officers;
    private final Standing standing;
    private final OpenAccountings accountings;

    DeadlineProvider(
            OpenTasks tasks, OpenAccountings accountings, Authority authority, Officers officers, Standing standing) {
        this.tasks = tasks;
        this.accountings = accountings;
        this.authority = authority;
        this.officers = officers;
        this.standing = standing;
    }

    @Operation(name = "$deadlines", typeName = "Practitioner", idempotent = true)
    public Parameters deadlines(@IdParam IdType id, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        String caller = context.actor().reference();
        if (!caller.equals("Practitioner/" + id.getIdPart())) {
            throw Refusals.notFound();
        }
        boolean officer = authority.isOfficer(context);
        Instant now = officers.now();
        List<Deadline> due = new ArrayList<>();
        if (officer) {
            tasks.of(request).forEach(open -> due.add(new Deadline(open.kind(), open.task(), open.due())));
            accountings.all().forEach(open -> due.add(new Deadline(OpenAccountings.KIND, open.patient(), open.due())));
        }
        for (Standing.End end : standing.ending(now.minus(SOON), now.plus(SOON))) {
            if (officer || end.holder().equals(caller)) {
                due.add(new Deadline(end.kind(), end.holder(), end.at()));
            }
        }
        due.sort(Comparator.comparing(Deadline::due));
        Parameters answer = new Parameters();
        due.forEach(each -> add(answer, each, now));
        return ReleaseInterceptor.released(answer);
    }

    private static void add(Parameters answer, Deadline deadline, Instant now) {
        String state =
                deadline.due().isBefore(now) ? "overdue" : deadline.due().isBefore(now.plus(SOON)) ? "soon" : "later";
        Parameters.ParametersParameterComponent part = answer.addParameter().setName("deadline");
        part.addPart().setName("kind").setValue(new CodeType(deadline.kind()));
        part.addPart().setName("what").setValue(new Reference(deadline.what()));
        part.addPart().setName("due").setValue(RestrictionPapers.time(deadline.due()));
        part.addPart().setName("state").setValue(new CodeType(state));
    }
}
