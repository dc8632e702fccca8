package health.confidant.server.launch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.util.UrlUtil;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditInterceptor;
import health.confidant.server.authorization.PatientDirectory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IAnyResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** The patients and visits that a person sees, found and recorded as a search of that person's. */
public final class VisiblePatients implements PatientDirectory {
    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final AuditInterceptor audit;

    public VisiblePatients(FhirContext fhir, DaoRegistry daos, AuditInterceptor audit) {
        this.fhir = fhir;
        this.daos = daos;
        this.audit = audit;
    }

    @Override
    public List<Choice> patients(Asker asker, String name) {
        SearchParameterMap search = new SearchParameterMap();
        if (!name.isBlank()) {
            search.add(Patient.SP_NAME, new StringParam(name.strip()));
        }
        // Names are stored blinded, so the database cannot order by them (ADR 0062); a name narrows where there are
        // more.
        return find(asker, Patient.class, search, MOST).stream()
                .sorted(Comparator.comparing(
                        patient -> String.valueOf(patient.getNameFirstRep().getFamily())))
                .map(VisiblePatients::choice)
                .toList();
    }

    @Override
    public Optional<Choice> patient(Asker asker, String reference) {
        if (!reference.matches("Patient/[A-Za-z0-9.-]{1,64}")) {
            return Optional.empty();
        }
        SearchParameterMap search = new SearchParameterMap();
        search.add(IAnyResource.SP_RES_ID, new TokenParam(reference.substring("Patient/".length())));
        return find(asker, Patient.class, search, 1).stream()
                .map(VisiblePatients::choice)
                .findFirst();
    }

    private static Choice choice(Patient patient) {
        return new Choice(
                "Patient/" + patient.getIdElement().getIdPart(),
                patient.getNameFirstRep().getNameAsSingleString(),
                Optional.ofNullable(patient.getBirthDateElement().asStringValue())
                        .orElse(""));
    }

    @Override
    public List<Visit> visits(Asker asker, String patient) {
        SearchParameterMap search = new SearchParameterMap();
        search.add(Encounter.SP_PATIENT, new ReferenceParam(patient));
        search.setSort(new SortSpec(Encounter.SP_DATE, SortOrderEnum.DESC));
        return find(asker, Encounter.class, search, MOST).stream()
                .map(visit -> new Visit("Encounter/" + visit.getIdElement().getIdPart(), title(visit)))
                .toList();
    }

    private static String title(Encounter visit) {
        String day = visit.getPeriod().getStartElement().asStringValue();
        String kind = visit.getTypeFirstRep().getText() == null
                ? visit.getTypeFirstRep().getCodingFirstRep().getDisplay()
                : visit.getTypeFirstRep().getText();
        return (day == null ? "" : day.substring(0, Math.min(10, day.length())) + " ")
                + (kind == null ? visit.getClass_().getCode() : kind);
    }

    private <T extends Resource> List<T> find(Asker asker, Class<T> type, SearchParameterMap search, int most) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setFhirContext(fhir);
        request.setRequestId(UUID.randomUUID().toString());
        request.setRequestType(RequestTypeEnum.GET);
        request.setRestOperationType(RestOperationTypeEnum.SEARCH_TYPE);
        request.setResourceName(type.getSimpleName());
        // Whom somebody looks for in vain is recorded too.
        request.setParameters(UrlUtil.parseQueryStrings(search.toNormalizedQueryString()));
        new AccessContext(asker.actor(), asker.purpose(), asker.address(), false).attach(request);
        search.setLoadSynchronousUpTo(most);
        IBundleProvider found = daos.getResourceDao(type).search(search, request);
        List<T> shown = found.getResources(0, most).stream().map(type::cast).toList();
        Bundle answer = new Bundle();
        shown.forEach(resource -> answer.addEntry().setResource(resource));
        audit.shown(request, new ResponseDetails(answer));
        return shown;
    }
}
