package health.confidant.server.duty;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.fhir.restriction.Restrictions;
import health.confidant.fhir.session.BreachReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Task;

/** Requests that nobody has decided and reviews that nobody has closed, as the caller sees them. */
final class OpenTasks {
    private static final int MOST = 500;
    private static final List<String> UNDECIDED = List.of("requested", "received", "in-progress", "on-hold");
    /** An accepted restriction is decided; a review that somebody has accepted is not closed. */
    private static final List<String> UNCLOSED = List.of("requested", "received", "accepted", "in-progress", "on-hold");

    /**
     * @param kind code of the Task
     * @param patient whose paper it is
     */
    record Open(String kind, String task, String patient, Instant due) {}

    private final DaoRegistry daos;

    OpenTasks(DaoRegistry daos) {
        this.daos = daos;
    }

    /** The search is the caller's own. */
    List<Open> of(RequestDetails request) {
        return Stream.of(
                        find(Restrictions.TASK, UNDECIDED, request),
                        find(Emergencies.REVIEW, UNCLOSED, request),
                        find(BreachReport.REVIEW, UNCLOSED, request))
                .flatMap(List::stream)
                .toList();
    }

    /** Those that nobody has touched for longest, if there are too many. */
    private List<Open> find(String kind, List<String> states, RequestDetails request) {
        TokenOrListParam open = new TokenOrListParam();
        states.forEach(open::add);
        SearchParameterMap question = new SearchParameterMap();
        question.add(Task.SP_CODE, new TokenParam(CodeSystems.TASK_CODE, kind));
        question.add(Task.SP_STATUS, open);
        question.setSort(new SortSpec(Constants.PARAM_LASTUPDATED));
        question.setLoadSynchronousUpTo(MOST);
        return daos.getResourceDao(Task.class).search(question, request).getAllResources().stream()
                .map(Task.class::cast)
                .filter(task -> task.getRestriction().getPeriod().hasEnd())
                .flatMap(task -> References.literal(task.getFor()).stream()
                        .map(patient -> new Open(
                                kind,
                                "Task/" + task.getIdElement().getIdPart(),
                                patient,
                                task.getRestriction().getPeriod().getEnd().toInstant())))
                .toList();
    }
}
