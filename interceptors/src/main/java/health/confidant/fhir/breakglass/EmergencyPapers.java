package health.confidant.fhir.breakglass;

import health.confidant.fhir.CodeSystems;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;

/**
 * Writes an emergency down: the record (42 CFR 2.51(c)), the request not to disclose further (2.26(a)(4)), the notices to
 * the patient and to each officer, and the review, which is the emergency itself.
 */
public final class EmergencyPapers {
    /** 42 CFR 2.26(a)(4). */
    public static final String REQUEST =
            "Do not further use or disclose what you learn from this record, except to treat this emergency (42 CFR"
                    + " 2.26(a)(4)). 42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

    private static final String ACT_REASON = CodeSystems.ACT_REASON;

    private EmergencyPapers() {}

    /** Each resource has an id; they refer to each other by these. The review Task is the first. */
    public static List<Resource> of(EmergencyDeclaration declared) {
        Communication record = record(declared);
        List<Resource> papers = new ArrayList<>();
        papers.add(review(declared, record));
        papers.add(record);
        papers.add(paper(declared, "no-further-disclosure", declared.actor(), REQUEST));
        papers.add(paper(
                declared,
                "notification",
                declared.patient(),
                "Your record was opened in an emergency. Who: " + declared.recipient() + ", " + declared.facility()
                        + ". Why: " + declared.nature() + " The privacy officer reviews it; ask there if you have"
                        + " questions."));
        declared.officers()
                .forEach(officer -> papers.add(paper(
                        declared,
                        "notification",
                        officer,
                        "A record was opened in an emergency by " + declared.discloser()
                                + ". The review Task says when and why, and wants a finding.")));
        return papers;
    }

    private static Communication record(EmergencyDeclaration declared) {
        Communication record = paper(
                declared,
                "emergency-disclosure",
                declared.actor(),
                "Disclosed to: " + declared.recipient() + ", " + declared.facility() + ". Disclosed by: "
                        + declared.discloser() + ". Nature of the emergency: " + declared.nature());
        record.addReasonCode(
                new CodeableConcept(new Coding(ACT_REASON, "BTG", "break the glass")).setText(declared.nature()));
        return record;
    }

    private static Task review(EmergencyDeclaration declared, Communication record) {
        Task task = new Task();
        task.setId("Task/" + UUID.randomUUID());
        task.setStatus(Task.TaskStatus.REQUESTED);
        task.setIntent(Task.TaskIntent.ORDER);
        task.setPriority(Task.TaskPriority.URGENT);
        task.setCode(concept(CodeSystems.TASK_CODE, Emergencies.REVIEW, "Break-glass review"));
        task.setFocus(new Reference(record.getIdElement().getValue()));
        task.setFor(new Reference(declared.patient()));
        task.setRequester(new Reference(declared.actor()));
        task.setAuthoredOnElement(time(declared.from()));
        task.setExecutionPeriod(new Period()
                .setStartElement(time(declared.from()))
                .setEndElement(time(declared.to().minusMillis(1))));
        declared.officers().stream().findFirst().ifPresent(officer -> task.setOwner(new Reference(officer)));
        task.getRestriction().setPeriod(new Period().setEndElement(time(declared.reviewBy())));
        return task;
    }

    private static Communication paper(EmergencyDeclaration declared, String kind, String to, String text) {
        Communication paper = new Communication();
        paper.setId("Communication/" + UUID.randomUUID());
        paper.setStatus(CommunicationStatus.COMPLETED);
        paper.addCategory(concept(CodeSystems.PRIVACY_PAPER, kind, null));
        paper.setSubject(new Reference(declared.patient()));
        paper.addRecipient(new Reference(to));
        paper.setSentElement(time(declared.from()));
        paper.addPayload().setContent(new StringType(text));
        return paper;
    }

    private static CodeableConcept concept(String system, String code, String display) {
        return new CodeableConcept(new Coding(system, code, display));
    }

    private static DateTimeType time(Instant instant) {
        DateTimeType time = new DateTimeType(Date.from(instant.truncatedTo(ChronoUnit.MILLIS)));
        time.setTimeZoneZulu(true);
        time.setPrecision(ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI);
        return time;
    }
}
