package health.confidant.fhir.breakglass;

import health.confidant.access.Period;
import health.confidant.breakglass.BreakGlassRight.Review;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * A review Task as the emergency that it is about. Whatever is not understood opens nothing; a review that is closed
 * ends the emergency.
 */
public final class Emergencies {
    /** Of {@link CodeSystems#TASK_CODE}. */
    public static final String REVIEW = "break-glass-review";

    private static final Set<TaskStatus> OVER = Set.of(
            TaskStatus.COMPLETED,
            TaskStatus.CANCELLED,
            TaskStatus.REJECTED,
            TaskStatus.FAILED,
            TaskStatus.ENTEREDINERROR);

    private Emergencies() {}

    public static boolean isReview(Task task) {
        return task.getCode().hasCoding(CodeSystems.TASK_CODE, REVIEW);
    }

    public static Optional<EmergencyDraft> of(Task task) {
        Optional<String> patient = References.literal(task.getFor());
        Optional<String> actor = References.literal(task.getRequester());
        boolean bounded = task.getExecutionPeriod().hasStart()
                && task.getExecutionPeriod().hasEnd();
        if (!isReview(task) || patient.isEmpty() || actor.isEmpty() || !bounded) {
            return Optional.empty();
        }
        Period declared = Periods.of(task.getExecutionPeriod());
        boolean over = OVER.contains(task.getStatus()) || finding(task).isPresent();
        Period period = over ? new Period(declared.start(), declared.start()) : declared;
        return Optional.of(new EmergencyDraft(patient.get(), actor.get(), period, review(task)));
    }

    /** A review without a finding is open, whatever its status says. */
    private static Review review(Task task) {
        return finding(task)
                .map(finding -> finding.equals("justified") ? Review.JUSTIFIED : Review.UNJUSTIFIED)
                .orElse(Review.OPEN);
    }

    /** The reviewer's finding, a code of {@link CodeSystems#REVIEW_FINDING}. */
    public static Optional<String> finding(Task task) {
        return task.getOutput().stream()
                .filter(output -> output.getValue() instanceof CodeableConcept)
                .flatMap(output -> Stream.of((CodeableConcept) output.getValue()))
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> CodeSystems.REVIEW_FINDING.equals(coding.getSystem()))
                .map(coding -> String.valueOf(coding.getCode()))
                .findFirst();
    }
}
