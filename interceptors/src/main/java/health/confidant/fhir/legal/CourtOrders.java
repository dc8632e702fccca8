package health.confidant.fhir.legal;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import health.confidant.fhir.Refusal;
import health.confidant.fhir.consent.ContentSelector;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;

/**
 * Task to what a court order opens. An order authorizes and does not compel; a subpoena compels and does not authorize
 * (42 CFR 2.61): it takes both, on file, and the privacy officer's approval, which is the status {@code accepted}.
 *
 * <p>{@code Task.input}, by the codes of {@code CodeSystem/court-order-input}: {@code order} and {@code mandate}
 * (documents), {@code recipient}, {@code track}, {@code period} (of the authorization), {@code data-period} (of the
 * records), {@code confidential-communications} (the finding of 2.63, without which no counseling note is opened).
 */
public final class CourtOrders {
    private static final String CODE = "court-order";
    private static final Set<TaskStatus> APPROVED =
            EnumSet.of(TaskStatus.ACCEPTED, TaskStatus.READY, TaskStatus.INPROGRESS);

    private CourtOrders() {}

    public static boolean isCourtOrder(Task task) {
        return task.getCode().hasCoding(CodeSystems.TASK_CODE, CODE);
    }

    public static boolean isApproved(Task task) {
        return isCourtOrder(task) && APPROVED.contains(task.getStatus());
    }

    /** @throws Refusal for an approval of what is not a whole court order, naming what it lacks */
    public static void check(Task task) {
        if (isApproved(task)) {
            List<String> missing = missing(task);
            if (!missing.isEmpty()) {
                throw new Refusal(
                        "ORDER-001",
                        "This cannot be approved yet.",
                        missing,
                        " Keep it as requested until it is whole; a subpoena alone releases nothing.");
            }
        }
    }

    /** What the order opens: one permit, or one for counseling notes beside it; nothing while it is not approved. */
    public static List<ProvisionDraft> of(Task task) {
        if (!isApproved(task) || !missing(task).isEmpty()) {
            return List.of();
        }
        ProvisionDraft records = draft(task, Set.of());
        return confidentialCommunications(task)
                ? List.of(
                        records, draft(task, Set.of(Label.SUD_COUNSELING_NOTE)).at(1))
                : List.of(records);
    }

    private static List<String> missing(Task task) {
        List<String> missing = new ArrayList<>();
        require(References.literal(task.getFor()).isPresent(), "Task.for: the patient", missing);
        require(documents(task, "order") > 0, "2.61(a): the court order (input order, a document)", missing);
        require(
                documents(task, "mandate") > 0,
                "2.61(b): the subpoena or similar mandate (input mandate, a document)",
                missing);
        require(
                !recipients(task).isEmpty(),
                "2.64(e)(2), 2.65(e)(2): the persons whose need for it is the basis of the order (input recipient)",
                missing);
        require(
                !tracks(task).isEmpty(),
                "2.64(e)(1), 2.65(e)(1): the parts of the record that are essential (input track)",
                missing);
        Period period = period(task, "period");
        require(
                !period.equals(Periods.NEVER) && !period.end().equals(Period.ALWAYS.end()),
                "2.64(e)(3): a limit in time (input period, with an end)",
                missing);
        return missing;
    }

    private static ProvisionDraft draft(Task task, Set<Label> labels) {
        return new ProvisionDraft(
                0,
                Effect.PERMIT,
                recipients(task),
                Set.of(Purpose.HLEGAL),
                tracks(task),
                labels,
                period(task, "period"),
                new ContentSelector(Set.of(), Set.of(), Set.of(), period(task, "data-period")),
                ProvisionDraft.NONE);
    }

    private static Stream<Type> inputs(Task task, String code) {
        return task.getInput().stream()
                .filter(input -> input.getType().hasCoding(CodeSystems.COURT_ORDER_INPUT, code))
                .map(ParameterComponent::getValue)
                .filter(value -> value != null);
    }

    private static long documents(Task task, String code) {
        return references(task, code)
                .filter(reference -> reference.startsWith("DocumentReference/") || reference.startsWith("urn:"))
                .count();
    }

    private static Stream<String> references(Task task, String code) {
        return inputs(task, code)
                .filter(Reference.class::isInstance)
                .map(value -> References.literal((Reference) value))
                .flatMap(Optional::stream);
    }

    private static Set<String> recipients(Task task) {
        return references(task, "recipient").collect(Collectors.toSet());
    }

    private static Set<Track> tracks(Task task) {
        return inputs(task, "track")
                .flatMap(value -> Arrays.stream(Track.values())
                        .filter(track -> track.code().equals(value.primitiveValue())))
                .collect(Collectors.toSet());
    }

    private static Period period(Task task, String code) {
        return inputs(task, code)
                .filter(org.hl7.fhir.r4.model.Period.class::isInstance)
                .map(value -> Periods.of((org.hl7.fhir.r4.model.Period) value))
                .findFirst()
                .orElse(Period.ALWAYS);
    }

    private static boolean confidentialCommunications(Task task) {
        return inputs(task, "confidential-communications").anyMatch(value -> "true".equals(value.primitiveValue()));
    }

    private static void require(boolean held, String rule, List<String> missing) {
        if (!held) {
            missing.add(rule);
        }
    }
}
