package health.confidant.server.program;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Actor;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.enforcement.AccessContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * Stores papers about one patient or couple that whoever asks may not write. The log names who asked, and for which
 * purpose; what may be written so is the PROGRAM policy's to say.
 */
public final class ProgramDesk {
    private static final String URL = "https://confidant.health/program/";

    private final FhirContext fhir;
    private final IFhirSystemDao<Bundle, Meta> transactions;

    public ProgramDesk(FhirContext fhir, IFhirSystemDao<Bundle, Meta> transactions) {
        this.fhir = fhir;
        this.transactions = transactions;
    }

    /**
     * All are stored, or none.
     *
     * @param asked whose request obliges the program to write
     * @param owner {@code Patient/[id]} or {@code Group/[id]}
     * @param papers each with an id of its own
     */
    public void write(AccessContext asked, String owner, List<? extends Resource> papers) {
        write(asked, owner, papers, List.of());
    }

    /** @param changed as they were read, so that nobody else's change is lost */
    public void write(
            AccessContext asked, String owner, List<? extends Resource> papers, List<? extends Resource> changed) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestId(asked.requestId());
        request.setFhirContext(fhir);
        Actor pen = new Actor(
                asked.actor().reference(),
                Set.of(Role.PROGRAM),
                asked.actor().client(),
                Set.of(Scope.parse("system/*.cruds").orElseThrow()),
                Optional.empty(),
                Optional.of(owner));
        new AccessContext(pen, asked.purpose(), asked.address(), false).attach(request);
        transactions.transaction(request, bundle(papers, changed));
    }

    private static Bundle bundle(List<? extends Resource> papers, List<? extends Resource> changed) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : changed) {
            String reference =
                    resource.fhirType() + "/" + resource.getIdElement().getIdPart();
            bundle.addEntry()
                    .setFullUrl(URL + reference)
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(reference)
                    .setIfMatch("W/\"" + resource.getMeta().getVersionId() + "\"");
        }
        for (Resource paper : papers) {
            String id = paper.getIdElement().getIdPart();
            paper.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id);
            bundle.addEntry()
                    .setFullUrl(URL + paper.fhirType() + "/" + id)
                    .setResource(paper)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl(paper.fhirType());
        }
        return bundle;
    }
}
