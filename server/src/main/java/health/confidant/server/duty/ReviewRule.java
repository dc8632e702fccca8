package health.confidant.server.duty;

import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.fhir.session.BreachReport;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * A review is opened by the program alone and closed by the privacy officer alone, with a finding; nobody reviews what
 * they did themselves, and nothing that is to be reviewed changes (45 CFR 164.530(e), IHE PCF).
 */
final class ReviewRule implements WriteRule {

    private static final Set<String> REVIEWS = Set.of(Emergencies.REVIEW, BreachReport.REVIEW);
    private static final Set<String> FINDINGS = Set.of("justified", "unjustified");
    private static final Set<TaskStatus> OPEN = Set.of(
            TaskStatus.REQUESTED, TaskStatus.RECEIVED, TaskStatus.ACCEPTED, TaskStatus.INPROGRESS, TaskStatus.ONHOLD);

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        Optional<Task> old = before.flatMap(ReviewRule::review);
        Optional<Task> fresh = after.flatMap(ReviewRule::review);
        if (old.isEmpty() && fresh.isEmpty()) {
            return;
        }
        if (old.isEmpty() && before.isEmpty()) {
            require(context.actor().roles().contains(Role.PROGRAM), "REVIEW-001", "the program alone opens a review.");
            return;
        }
        require(
                old.isPresent() && fresh.isPresent() && same(old.get(), fresh.get()),
                "REVIEW-002",
                "what is reviewed does not change: only status, output and note of a review do, and no other Task"
                        + " becomes one.");
        require(
                context.actor().roles().contains(Role.PRIVACY_OFFICER)
                        && !context.actor()
                                .reference()
                                .equals(old.get().getRequester().getReference()),
                "REVIEW-003",
                "the privacy officer closes a review, and nobody their own.");
        require(OPEN.contains(old.get().getStatus()), "REVIEW-004", "this review is closed.");
        boolean closes = !OPEN.contains(fresh.get().getStatus());
        Optional<String> finding = Emergencies.finding(fresh.get());
        require(
                !closes && finding.isEmpty()
                        || fresh.get().getStatus() == TaskStatus.COMPLETED
                                && finding.filter(FINDINGS::contains).isPresent(),
                "REVIEW-005",
                "a review ends with the status completed and an output whose value is a code of review-finding:"
                        + " justified or unjustified.");
    }

    private static Optional<Task> review(Resource resource) {
        return Optional.of(resource)
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .filter(task -> task.getCode().getCoding().stream().anyMatch(ReviewRule::isReview));
    }

    private static boolean isReview(Coding coding) {
        return CodeSystems.TASK_CODE.equals(coding.getSystem()) && REVIEWS.contains(coding.getCode());
    }

    private static boolean same(Task old, Task fresh) {
        return old.getCode().equalsDeep(fresh.getCode())
                && old.getFor().getReference().equals(fresh.getFor().getReference())
                && old.getRequester().getReference().equals(fresh.getRequester().getReference())
                && old.getExecutionPeriod().equalsDeep(fresh.getExecutionPeriod())
                && old.getAuthoredOnElement().equalsDeep(fresh.getAuthoredOnElement());
    }

    private static void require(boolean holds, String code, String text) {
        if (!holds) {
            throw Refusals.unprocessable(code, text);
        }
    }
}
