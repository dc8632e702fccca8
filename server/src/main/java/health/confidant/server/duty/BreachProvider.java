package health.confidant.server.duty;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.References;
import health.confidant.fhir.restriction.RestrictionPapers;
import health.confidant.fhir.session.BreachReport;
import health.confidant.server.program.Authority;
import health.confidant.server.program.Officers;
import health.confidant.server.program.ProgramDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;

/**
 * A partner reports that the couple's contract was broken. The papers lie with the partner who reports, so that the other
 * does not learn of it here (45 CFR 164.530(e)-(g)).
 */
final class BreachProvider {
    private final DaoRegistry daos;
    private final ProgramDesk desk;
    private final Authority authority;
    private final Officers officers;

    BreachProvider(DaoRegistry daos, ProgramDesk desk, Authority authority, Officers officers) {
        this.daos = daos;
        this.desk = desk;
        this.authority = authority;
        this.officers = officers;
    }

    /**
     * @param what what happened
     * @param partner the partner who reports, where the officer writes it down for them
     */
    @Operation(name = "$report-breach", typeName = "Contract")
    public Task report(
            @IdParam IdType id,
            @OperationParam(name = "what", max = 1) StringType what,
            @OperationParam(name = "partner", max = 1) Reference partner,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        Contract contract = daos.getResourceDao(Contract.class).read(new IdType("Contract", id.getIdPart()), request);
        String reporter = Optional.ofNullable(partner)
                .flatMap(References::literal)
                .orElse(context.actor().reference());
        boolean signed = contract.getSigner().stream().anyMatch(signer -> References.literal(signer.getParty())
                .filter(reporter::equals)
                .isPresent());
        String text = Optional.ofNullable(what)
                .map(StringType::getValue)
                .map(String::strip)
                .filter(words -> !words.isEmpty() && words.length() <= 2000)
                .orElse("");
        if (!signed || text.isEmpty()) {
            throw Refusals.unprocessable(
                    "BREACH-001",
                    "say what happened, in at most 2000 characters; a partner who signed the contract reports.");
        }
        authority.requirePapers(context, reporter);
        Instant now = officers.now();
        List<String> told = officers.references();
        BreachReport report = new BreachReport(
                "Contract/" + id.getIdPart(), reporter, context.actor().reference(), text, now, told);
        List<Resource> papers = new ArrayList<>(report.papers());
        told.forEach(officer -> papers.add(RestrictionPapers.notice(
                reporter, officer, "A breach of a couple's contract was reported. The Task wants a review.", now)));
        desk.write(context, reporter, papers);
        return daos.getResourceDao(Task.class)
                .read(new IdType("Task", papers.get(0).getIdElement().getIdPart()), request);
    }
}
