package health.confidant.server.restriction;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import health.confidant.access.Scope.Letter;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Labeler;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.References;
import health.confidant.fhir.restriction.RestrictionPapers;
import health.confidant.fhir.restriction.RestrictionRequest;
import health.confidant.fhir.restriction.RestrictionRequest.Kind;
import health.confidant.fhir.restriction.Restrictions;
import health.confidant.server.program.Authority;
import health.confidant.server.program.Officers;
import health.confidant.server.program.ProgramDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * The life of a restriction. A patient asks, the privacy officer decides with a reason, and an accepted one is a denial in
 * force in the transaction that accepts it. What was paid in full is accepted at once, because it must be (42 CFR
 * 2.26(a)(6)).
 */
public final class RestrictionProvider {
    private final DaoRegistry daos;
    private final ProgramDesk desk;
    private final Authority authority;
    private final Officers officers;
    private final Labeler labeler;

    public RestrictionProvider(
            DaoRegistry daos, ProgramDesk desk, Authority authority, Officers officers, Labeler labeler) {
        this.daos = daos;
        this.desk = desk;
        this.authority = authority;
        this.officers = officers;
        this.labeler = labeler;
    }

    /** 45 CFR 164.522(a)(1)(i): must be permitted, also when a consent is in force (42 CFR 2.26(a)(1)). */
    @Operation(name = "$request-restriction", typeName = "Patient")
    public Task request(@IdParam IdType id, @ResourceParam Parameters parameters, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        String patient = "Patient/" + id.getIdPart();
        authority.requirePapers(context, patient);
        authority.requireScope(context, "Consent", Letter.C);
        authority.requireScope(context, "Task", Letter.C);
        Instant now = officers.now();
        RestrictionRequest asked = RestrictionParameters.read(
                parameters, patient, context.actor().reference(), now, program(request), officers.references());
        if (asked.targets().stream().map(IdType::new).anyMatch(target -> !sees(request, target))) {
            throw Refusals.unresolvedReference();
        }
        Consent consent = RestrictionPapers.consent(asked);
        Task task = RestrictionPapers.task(asked, consent);
        List<Resource> papers = new ArrayList<>(List.of(consent, task));
        if (asked.kind() == Kind.SELF_PAY) {
            String reason = "Paid in full: the program must agree (45 CFR 164.522(a)(1)(vi)).";
            accept(task, consent, reason);
            papers.add(RestrictionPapers.notice(patient, patient, "Your restriction is in force. " + reason, now));
        }
        asked.officers()
                .forEach(officer -> papers.add(RestrictionPapers.notice(
                        patient, officer, "A restriction was asked for. The Task says what and by when.", now)));
        desk.write(context, patient, papers);
        return task(new IdType("Task", task.getIdElement().getIdPart()), request);
    }

    /**
     * @param decision accepted or rejected
     * @param reason why; the patient reads it
     */
    @Operation(name = "$decide-restriction", typeName = "Task")
    public Task decide(
            @IdParam IdType id,
            @OperationParam(name = "decision", max = 1) CodeType decision,
            @OperationParam(name = "reason", max = 1) StringType reason,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        Task task = restriction(id, request);
        String patient = task.getFor().getReference();
        authority.requireOfficer(context, patient);
        String why = reason(reason);
        if (task.getStatus() != TaskStatus.REQUESTED && task.getStatus() != TaskStatus.RECEIVED) {
            throw Refusals.unprocessable("RESTRICTION-004 DECIDED", "this request is decided. Read the Task again.");
        }
        Consent consent = consent(task, request);
        switch (decision == null ? "" : String.valueOf(decision.getValue())) {
            case "accepted" -> accept(task, consent, why);
            case "rejected" -> {
                task.setStatus(TaskStatus.REJECTED);
                RestrictionPapers.output(task, "reason", new StringType(why));
                consent.setStatus(ConsentState.REJECTED);
            }
            default -> throw Refusals.unprocessable("RESTRICTION-001", "decision is accepted or rejected.");
        }
        String told = "Your request for a restriction was " + task.getStatus().toCode() + ". " + why;
        Resource notice = RestrictionPapers.notice(patient, patient, told, officers.now());
        desk.write(context, patient, List.of(notice), List.of(consent, task));
        return task(id, request);
    }

    /**
     * Ends an agreed restriction (45 CFR 164.522(a)(2); 42 CFR 2.26(b)).
     *
     * @param by patient (asked or agreed in writing), oral (agreed orally, which this documents) or program, which frees
     *     what is written from now on, and never what was paid in full
     */
    @Operation(name = "$end-restriction", typeName = "Task")
    public Task end(
            @IdParam IdType id,
            @OperationParam(name = "by", max = 1) CodeType by,
            @OperationParam(name = "reason", max = 1) StringType reason,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        Task task = restriction(id, request);
        String patient = task.getFor().getReference();
        String who = by == null ? "" : String.valueOf(by.getValue());
        boolean self = authority.isSelf(context, patient) && who.equals("patient");
        if (self) {
            authority.requirePapers(context, patient);
            authority.requireScope(context, "Consent", Letter.U);
        } else {
            authority.requireOfficer(context, patient);
        }
        if (task.getStatus() != TaskStatus.ACCEPTED) {
            throw Refusals.unprocessable("RESTRICTION-005 NOT IN FORCE", "only an accepted restriction can be ended.");
        }
        String why = self && reason == null ? "Ended by the patient." : reason(reason);
        Instant now = officers.now();
        Consent consent = consent(task, request);
        switch (who) {
            case "patient", "oral" -> consent.setStatus(ConsentState.INACTIVE);
            case "program" -> prospective(consent, now);
            default -> throw Refusals.unprocessable("RESTRICTION-001", "by is patient, oral or program.");
        }
        task.setStatus(TaskStatus.COMPLETED);
        RestrictionPapers.output(task, "termination", new StringType(who + ": " + why));
        Resource notice = RestrictionPapers.notice(
                patient,
                patient,
                who.equals("program")
                        ? "The program ends your restriction for what is written from now on. " + why
                        : "Your restriction has ended. " + why,
                now);
        desk.write(context, patient, List.of(notice), List.of(consent, task));
        return task(id, request);
    }

    /** What is on file when the patient is told stays restricted; what comes later is not. */
    private static void prospective(Consent consent, Instant now) {
        if (Restrictions.isSelfPay(consent)) {
            throw Refusals.unprocessable(
                    "RESTRICTION-006 SELF-PAY",
                    "the program cannot end a restriction on what was paid in full (42 CFR 2.26(b)(3)).");
        }
        if (Restrictions.isOmission(consent)) {
            consent.setStatus(ConsentState.INACTIVE);
            return;
        }
        consent.getProvision().getDataPeriod().setEndElement(RestrictionPapers.time(now));
    }

    private static void accept(Task task, Consent consent, String why) {
        task.setStatus(TaskStatus.ACCEPTED);
        task.setStatusReason(new CodeableConcept().setText(why));
        RestrictionPapers.output(task, "reason", new StringType(why));
        consent.setStatus(ConsentState.ACTIVE);
    }

    /** Who may disclose (42 CFR 2.31(a)(2)): the organisation that the privacy officer works for. */
    private Optional<String> program(RequestDetails request) {
        ReferenceOrListParam who = new ReferenceOrListParam();
        officers.references().forEach(officer -> who.add(new ReferenceParam(officer)));
        if (who.getValuesAsQueryTokens().isEmpty()) {
            return Optional.empty();
        }
        SearchParameterMap question = new SearchParameterMap();
        question.add(PractitionerRole.SP_PRACTITIONER, who);
        question.setLoadSynchronousUpTo(10);
        return daos.getResourceDao(PractitionerRole.class).search(question, request).getAllResources().stream()
                .map(PractitionerRole.class::cast)
                .flatMap(role -> References.literal(role.getOrganization()).stream())
                .findFirst();
    }

    private boolean sees(RequestDetails request, IdType target) {
        return target.hasResourceType()
                && target.hasIdPart()
                && labeler.visible(request, target.getResourceType(), target.getIdPart());
    }

    private Task restriction(IdType id, RequestDetails request) {
        Task task = task(id, request);
        if (!Restrictions.is(task)) {
            throw Refusals.unprocessable("RESTRICTION-001", "this Task is no request for a restriction.");
        }
        return task;
    }

    private Task task(IdType id, RequestDetails request) {
        return daos.getResourceDao(Task.class).read(new IdType("Task", id.getIdPart()), request);
    }

    private Consent consent(Task task, RequestDetails request) {
        Optional<IdType> id = References.literal(task.getFocus()).map(IdType::new);
        return id.filter(focus -> "Consent".equals(focus.getResourceType()))
                .map(focus -> daos.getResourceDao(Consent.class).read(focus, request))
                .filter(Restrictions::is)
                .orElseThrow(() -> Refusals.unprocessable(
                        "RESTRICTION-001", "the Task's focus is no Consent that asks for a restriction."));
    }

    private static String reason(StringType reason) {
        return Optional.ofNullable(reason)
                .map(StringType::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Refusals.unprocessable("RESTRICTION-001", "give the reason; the patient reads it."));
    }
}
