package health.confidant.server.duty;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.enforcement.AccessContext;
import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.fhir.restriction.RestrictionPapers;
import health.confidant.fhir.restriction.Restrictions;
import health.confidant.fhir.session.BreachReport;
import health.confidant.fhir.standing.StaffNotice;
import health.confidant.server.program.ProgramDesk;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Reference;

/** Writes what is due to whom it concerns, in the program's name: what, and by when, and nothing of the record. */
final class Announcer {
    private static final String PROGRAM = "Device/confidant";
    private static final Map<String, String> SENTENCES = Map.of(
            Restrictions.TASK, "A request for a restriction %s to be decided by %s.",
            Emergencies.REVIEW, "The review of an emergency %s to be closed by %s.",
            BreachReport.REVIEW, "The review of a reported breach of contract %s to be closed by %s.");

    private final FhirContext fhir;
    private final ProgramDesk desk;

    Announcer(FhirContext fhir, ProgramDesk desk) {
        this.fhir = fhir;
        this.desk = desk;
    }

    /** The program looks as its privacy officer may, and at Tasks alone; what it reads so is shown to nobody. */
    RequestDetails looking() {
        Actor eyes = new Actor(
                PROGRAM,
                Set.of(Role.PRIVACY_OFFICER),
                "confidant",
                Set.of(Scope.parse("system/Task.rs").orElseThrow()),
                Optional.empty(),
                Optional.empty());
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestId(UUID.randomUUID().toString());
        request.setFhirContext(fhir);
        new AccessContext(eyes, Purpose.HOPERAT, "server", false).attach(request);
        return request;
    }

    /** To who holds the paper. */
    void toHolder(Standing.End end, Instant now) {
        desk.write(program(), "directory", List.of(StaffNotice.ending(end.holder(), end.kind(), end.at(), now)));
    }

    void toOfficers(List<String> officers, Standing.End end, Instant now) {
        List<Communication> notices = officers.stream()
                .map(officer -> StaffNotice.toOfficer(officer, end.holder(), end.kind(), end.at(), now))
                .toList();
        desk.write(program(), "directory", notices);
    }

    /** Among the patient's papers, where the Task is: the notice refers to it. */
    void toOfficers(List<String> officers, OpenTasks.Open open, Instant now) {
        String text = SENTENCES
                        .get(open.kind())
                        .formatted(
                                open.due().isAfter(now) ? "is" : "was",
                                open.due().atOffset(ZoneOffset.UTC).toLocalDate())
                + " The Task says more.";
        List<Communication> notices = officers.stream()
                .map(officer -> RestrictionPapers.notice(open.patient(), officer, text, now)
                        .addAbout(new Reference(open.task())))
                .toList();
        desk.write(program(), open.patient(), notices);
    }

    private static AccessContext program() {
        Actor program =
                new Actor(PROGRAM, Set.of(Role.PROGRAM), "confidant", Set.of(), Optional.empty(), Optional.empty());
        return new AccessContext(program, Purpose.HOPERAT, "server", false);
    }
}
