package health.confidant.server.noninterference;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/** Writes as members do, through the same policies, labels and audit as over HTTP, but with ids that the test gives. */
public final class Desk {
    private final FhirContext fhir;
    private final IFhirSystemDao<Bundle, Meta> transactions;

    @SuppressWarnings("unchecked")
    public Desk(TestServer server) {
        this.fhir = server.bean(FhirContext.class);
        this.transactions = server.bean(IFhirSystemDao.class);
    }

    /** Creates the resources, each JSON with an id. */
    public void create(Member member, List<String> resources) {
        send(member, resources, Bundle.HTTPVerb.POST);
    }

    public void create(Member member, String... resources) {
        create(member, List.of(resources));
    }

    public void update(Member member, String... resources) {
        send(member, List.of(resources), Bundle.HTTPVerb.PUT);
    }

    private void send(Member member, List<String> resources, Bundle.HTTPVerb verb) {
        if (resources.isEmpty()) {
            return;
        }
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (String json : resources) {
            Resource resource = (Resource) fhir.newJsonParser().parseResource(json);
            String id = resource.getIdElement().getIdPart();
            String reference = resource.fhirType() + "/" + id;
            resource.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id);
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            entry.setFullUrl(World.BASE + reference).setResource(resource);
            entry.getRequest().setMethod(verb).setUrl(verb == Bundle.HTTPVerb.POST ? resource.fhirType() : reference);
        }
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestId(UUID.randomUUID().toString());
        request.setFhirContext(fhir);
        member.writing().attach(request);
        try {
            transactions.transaction(request, bundle);
        } catch (BaseServerResponseException e) {
            String outcome = e.getOperationOutcome() == null
                    ? e.getMessage()
                    : fhir.newJsonParser().encodeResourceToString(e.getOperationOutcome());
            throw new IllegalStateException(
                    member.actor().reference() + " was refused: " + outcome + "\n" + String.join("\n", resources), e);
        }
    }
}
