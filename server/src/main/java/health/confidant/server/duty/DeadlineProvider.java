package health.confidant.server.duty;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.fhir.restriction.RestrictionPapers;
import health.confidant.fhir.restriction.Restrictions;
import health.confidant.fhir.session.BreachReport;
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
import org.hl7.fhir.r4.model.Task;

/**
 * What is due, the most pressing first: requests to decide, reviews to close, and papers of staff and service
 * organisations that end. The privacy officer sees all of it, anybody else their own papers.
 */
final class DeadlineProvider {
    /** So long before its end a thing is due soon. */
    static final Duration SOON = Duration.ofDays(30);

    private static final int MOST = 500;
    private static final List<String> CODES = List.of(Restrictions.TASK, Emergencies.REVIEW, BreachReport.REVIEW);
    private static final List<String> OPEN = List.of("requested", "received", "accepted", "in-progress", "on-hold");

    private record Deadline(String kind, String what, Instant due) {}

    private final DaoRegistry daos;
    private final Authority authority;
    private final Officers officers;
    private final Standing standing;

    DeadlineProvider(DaoRegistry daos, Authority authority, Officers officers, Standing standing) {
        this.daos = daos;
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
        List<Deadline> due = new ArrayList<>(officer ? tasks(request) : List.of());
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

    /** As the caller sees them: the search is the caller's own. */
    private List<Deadline> tasks(RequestDetails request) {
        TokenOrListParam codes = new TokenOrListParam();
        CODES.forEach(code -> codes.add(CodeSystems.TASK_CODE, code));
        TokenOrListParam open = new TokenOrListParam();
        OPEN.forEach(open::add);
        SearchParameterMap question = new SearchParameterMap();
        question.add(Task.SP_CODE, codes);
        question.add(Task.SP_STATUS, open);
        question.setLoadSynchronousUpTo(MOST);
        return daos.getResourceDao(Task.class).search(question, request).getAllResources().stream()
                .map(Task.class::cast)
                // An accepted restriction is decided; its deadline is over.
                .filter(task -> !(Restrictions.is(task) && task.getStatus() == Task.TaskStatus.ACCEPTED))
                .filter(task -> task.getRestriction().getPeriod().hasEnd())
                .map(task -> new Deadline(
                        task.getCode().getCodingFirstRep().getCode(),
                        "Task/" + task.getIdElement().getIdPart(),
                        task.getRestriction().getPeriod().getEnd().toInstant()))
                .toList();
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
