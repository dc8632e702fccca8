package health.confidant.fhir.restriction;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.restriction.RestrictionRequest.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;

/** Writes a request down: the Consent that would deny, proposed; the Task that asks for it; notices about it. */
public final class RestrictionPapers {
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String POLICY = "https://confidant.health/policy/restriction/2026-02";

    private RestrictionPapers() {}

    public static Consent consent(RestrictionRequest request) {
        Consent consent = new Consent();
        consent.setId("Consent/" + UUID.randomUUID());
        consent.setStatus(ConsentState.PROPOSED);
        consent.setScope(concept(HL7 + "consentscope", "patient-privacy"));
        consent.addCategory(concept("http://loinc.org", "59284-0"));
        consent.addCategory(concept(CodeSystems.ACT_CODE, "INFA"));
        if (request.kind() == Kind.OMIT) {
            consent.addCategory(concept(Restrictions.ACTIONS, Restrictions.COLLECT));
        }
        consent.setPatient(new Reference(request.patient()));
        request.organization().ifPresent(program -> consent.addOrganization(new Reference(program)));
        consent.setDateTimeElement(time(request.asked()));
        consent.addPerformer(new Reference(request.patient()));
        consent.setSource(new Attachment()
                .setContentType("text/plain; charset=utf-8")
                .setTitle("Request")
                .setData(request.words().getBytes(StandardCharsets.UTF_8)));
        consent.addPolicy().setUri(POLICY);
        String rule = request.kind() == Kind.SELF_PAY ? Restrictions.SELF_PAY : Restrictions.RESTRICTION;
        consent.setPolicyRule(concept(Restrictions.POLICY_CODES, rule));
        consent.setProvision(provision(request));
        return consent;
    }

    private static ProvisionComponent provision(RestrictionRequest request) {
        ProvisionComponent deny = new ProvisionComponent();
        deny.setType(ConsentProvisionType.DENY);
        deny.setPeriod(new Period().setStartElement(time(request.from())));
        request.recipients().forEach(recipient -> deny.addActor()
                .setRole(concept(CodeSystems.PARTICIPATION_TYPE, "IRCP"))
                .setReference(new Reference(recipient)));
        request.purposes().forEach(purpose -> deny.addPurpose(new Coding(CodeSystems.ACT_REASON, purpose, null)));
        request.tracks().forEach(track -> deny.addSecurityLabel(new Coding(CodeSystems.TRACK, track, null)));
        request.types().forEach(type -> deny.addClass_(new Coding("http://hl7.org/fhir/resource-types", type, null)));
        request.codes().forEach(code -> deny.addCode(new CodeableConcept(code)));
        request.targets()
                .forEach(target ->
                        deny.addData().setMeaning(ConsentDataMeaning.INSTANCE).setReference(new Reference(target)));
        request.services().ifPresent(deny::setDataPeriod);
        return deny;
    }

    public static Task task(RestrictionRequest request, Consent consent) {
        Task task = new Task();
        task.setId("Task/" + UUID.randomUUID());
        task.setStatus(Task.TaskStatus.REQUESTED);
        task.setIntent(Task.TaskIntent.PROPOSAL);
        task.setCode(concept(CodeSystems.TASK_CODE, Restrictions.TASK));
        task.setDescription(request.words());
        task.setFocus(new Reference("Consent/" + consent.getIdElement().getIdPart()));
        task.setFor(new Reference(request.patient()));
        task.setAuthoredOnElement(time(request.asked()));
        task.setRequester(new Reference(request.requester()));
        request.officers().stream().findFirst().ifPresent(officer -> task.setOwner(new Reference(officer)));
        task.getRestriction().setPeriod(new Period().setEndElement(time(request.due())));
        task.addInput()
                .setType(detail("kind"))
                .setValue(new CodeType(request.kind().code()));
        request.targets()
                .forEach(target -> task.addInput().setType(detail("target")).setValue(new Reference(target)));
        return task;
    }

    /** Adds what was decided, and why, to a request's outputs. */
    public static void output(Task task, String detail, Type value) {
        task.addOutput().setType(detail(detail)).setValue(value);
    }

    public static Communication notice(String patient, String to, String text, Instant sent) {
        Communication notice = new Communication();
        notice.setId("Communication/" + UUID.randomUUID());
        notice.setStatus(Communication.CommunicationStatus.COMPLETED);
        notice.addCategory(concept(CodeSystems.PRIVACY_PAPER, "notification"));
        notice.setSubject(new Reference(patient));
        notice.addRecipient(new Reference(to));
        notice.setSentElement(time(sent));
        notice.addPayload().setContent(new StringType(text));
        return notice;
    }

    /** Milliseconds, in UTC on every machine. */
    public static DateTimeType time(Instant instant) {
        DateTimeType time = new DateTimeType(Date.from(instant.truncatedTo(ChronoUnit.MILLIS)));
        time.setTimeZoneZulu(true);
        time.setPrecision(TemporalPrecisionEnum.MILLI);
        return time;
    }

    private static CodeableConcept detail(String code) {
        return concept(CodeSystems.TASK_DETAIL, code);
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
