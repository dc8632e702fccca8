package health.confidant.server.report;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;

/** Names by reference, as the caller may see them: within the caller's own scope, and else the reference itself. */
final class DirectoryNames {
    private final DaoRegistry daos;
    private final RequestDetails request;
    private final Map<String, String> known = new HashMap<>();

    DirectoryNames(DaoRegistry daos, RequestDetails request) {
        this.daos = daos;
        this.request = request;
    }

    String of(String reference) {
        return known.computeIfAbsent(reference, this::read);
    }

    private String read(String reference) {
        String[] parts = reference.split("/");
        boolean named = parts.length == 2
                && List.of("Patient", "Practitioner", "Organization").contains(parts[0]);
        if (!named) {
            return reference;
        }
        try {
            IFhirResourceDao<?> dao = daos.getResourceDao(parts[0]);
            String name = name(dao.read(new IdType(reference), request));
            return name.isBlank() ? reference : name;
        } catch (BaseServerResponseException e) {
            return reference;
        }
    }

    private static String name(IBaseResource resource) {
        if (resource instanceof Organization organization) {
            return String.valueOf(organization.getName());
        }
        HumanName name = resource instanceof Practitioner practitioner
                ? practitioner.getNameFirstRep()
                : ((Patient) resource).getNameFirstRep();
        return name.getNameAsSingleString();
    }
}
