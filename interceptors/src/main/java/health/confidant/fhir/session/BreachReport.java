package health.confidant.fhir.session;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.restriction.RestrictionPapers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * A reported breach of a couple's contract.
 *
 * @param reporter the partner whose report it is
 * @param writer who brings it
 */
public record BreachReport(
        String contract, String reporter, String writer, String what, Instant at, List<String> officers) {
    /** Of {@link CodeSystems#TASK_CODE}. */
    public static final String REVIEW = "contract-breach-review";

    private static final Duration TERM = Duration.ofDays(30);

    public BreachReport {
        officers = List.copyOf(officers);
    }

    /** The review Task first, then the Flag. */
    public List<Resource> papers() {
        Flag flag = new Flag();
        flag.setId("Flag/" + UUID.randomUUID());
        flag.setStatus(Flag.FlagStatus.ACTIVE);
        flag.addCategory(concept("http://terminology.hl7.org/CodeSystem/flag-category", "safety"));
        flag.setCode(concept(CodeSystems.PRIVACY_PAPER, "contract-breach"));
        flag.setSubject(new Reference(reporter));
        flag.getPeriod().setStartElement(RestrictionPapers.time(at));
        Task task = new Task();
        task.setId("Task/" + UUID.randomUUID());
        task.setStatus(Task.TaskStatus.REQUESTED);
        task.setIntent(Task.TaskIntent.ORDER);
        task.setPriority(Task.TaskPriority.URGENT);
        task.setCode(concept(CodeSystems.TASK_CODE, REVIEW));
        task.setDescription(what);
        task.setFocus(new Reference(contract));
        task.setFor(new Reference(reporter));
        task.setRequester(new Reference(writer));
        task.setAuthoredOnElement(RestrictionPapers.time(at));
        officers.stream().findFirst().ifPresent(officer -> task.setOwner(new Reference(officer)));
        task.getRestriction().setPeriod(new Period().setEndElement(RestrictionPapers.time(at.plus(TERM))));
        return List.of(task, flag);
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
