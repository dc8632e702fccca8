package health.confidant.fhir.legal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Refusal;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.label.Label;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

class CourtOrdersTest {
    private static Task order() {
        Task task = new Task().setStatus(TaskStatus.ACCEPTED).setFor(new Reference("Patient/ana"));
        task.getCode().addCoding(new Coding(CodeSystems.TASK_CODE, "court-order", null));
        input(task, "order", new Reference("DocumentReference/order"));
        input(task, "mandate", new Reference("DocumentReference/subpoena"));
        input(task, "recipient", new Reference("Organization/court"));
        input(task, "track", new CodeType("individual"));
        input(task, "period", new Period().setEndElement(new DateTimeType("2027-01-01")));
        return task;
    }

    private static void input(Task task, String code, Type value) {
        task.addInput()
                .setType(new CodeableConcept(new Coding(CodeSystems.COURT_ORDER_INPUT, code, null)))
                .setValue(value);
    }

    private static Task without(String code) {
        Task task = order();
        task.getInput().removeIf(input -> input.getType().hasCoding(CodeSystems.COURT_ORDER_INPUT, code));
        return task;
    }

    @Test
    void anApprovedOrderPermitsForProceedingsAlone() {
        assertThat(CourtOrders.of(order())).singleElement().satisfies(permit -> {
            assertThat(permit.purposes()).containsExactly(Purpose.HLEGAL);
            assertThat(permit.recipients()).containsExactly("Organization/court");
            assertThat(permit.tracks()).containsExactly(Track.INDIVIDUAL);
            assertThat(permit.labels()).isEmpty();
        });
    }

    @Test
    void nothingIsOpenedBeforeItIsApprovedAndAfterItHasEnded() {
        for (TaskStatus status :
                List.of(TaskStatus.REQUESTED, TaskStatus.RECEIVED, TaskStatus.REJECTED, TaskStatus.COMPLETED)) {
            assertThat(CourtOrders.of(order().setStatus(status)))
                    .as(status.name())
                    .isEmpty();
        }
    }

    @Test
    void whatIsMissingIsNamedWithItsParagraph() {
        Map.of(
                        "order",
                        "2.61(a)",
                        "mandate",
                        "2.61(b)",
                        "recipient",
                        "2.64(e)(2)",
                        "track",
                        "2.64(e)(1)",
                        "period",
                        "2.64(e)(3)")
                .forEach((code, paragraph) -> {
                    Task task = without(code);
                    Refusal refusal = catchThrowableOfType(Refusal.class, () -> CourtOrders.check(task));
                    assertThat(((OperationOutcome) refusal.getOperationOutcome())
                                    .getIssue()
                                    .get(1)
                                    .getDiagnostics())
                            .as(code)
                            .startsWith("ORDER-001 " + paragraph);
                    assertThat(CourtOrders.of(task)).as(code).isEmpty();
                });
    }

    @Test
    void aSubpoenaWithoutOrderMayBeKeptAsRequested() {
        Task task = without("order").setStatus(TaskStatus.REQUESTED);
        assertThatCode(() -> CourtOrders.check(task)).doesNotThrowAnyException();
    }

    @Test
    void counselingNotesTakeTheirOwnFinding() {
        Task task = order();
        input(task, "confidential-communications", new BooleanType(true));
        assertThat(CourtOrders.of(task))
                .extracting(ProvisionDraft::labels)
                .containsExactly(java.util.Set.of(), java.util.Set.of(Label.SUD_COUNSELING_NOTE));
        assertThat(CourtOrders.of(task)).extracting(ProvisionDraft::index).containsExactly(0, 1);
    }
}
