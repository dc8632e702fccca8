package health.confidant.server.audit;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import health.confidant.audit.PatientView;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.audit.AuditEvents;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.JournalReader.Withheld;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.IdType;

/**
 * The FHIR face of the journal. A patient reads their own; the privacy officer everybody's (source document). Nobody
 * writes here: the journal has one way in.
 *
 * <p>Requirement 54.
 */
public final class AuditEventProvider implements IResourceProvider {
    private static final int PAGE = 50;
    private static final int MAXIMUM = 200;

    private final JournalReader reader;
    private final Entitlements entitlements;
    private final Function<Collection<Integer>, List<Withheld>> suspended;

    /** @param suspended what a patient is not told of for now, by the keys of whose records are asked for */
    public AuditEventProvider(
            JournalReader reader, Entitlements entitlements, Function<Collection<Integer>, List<Withheld>> suspended) {
        this.reader = reader;
        this.entitlements = entitlements;
        this.suspended = suspended;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(@IdParam IdType id, RequestDetails request) {
        Entitlements.Entitlement entitled = entitlements.of(request);
        AuditQuestion question = new AuditQuestion(entitled);
        return uuid(id).flatMap(uuid -> reader.find(uuid, told(question, entitled)))
                .map(entry -> event(entry, entitled))
                .orElseThrow(Refusals::notFound);
    }

    @Search
    public IBundleProvider search(
            @OptionalParam(name = AuditEvent.SP_PATIENT) ReferenceParam patient,
            @OptionalParam(name = AuditEvent.SP_DATE) DateRangeParam date,
            @OptionalParam(name = AuditEvent.SP_AGENT) ReferenceParam agent,
            @OptionalParam(name = AuditEvent.SP_ENTITY) ReferenceParam entity,
            @OptionalParam(name = AuditEvent.SP_ACTION) TokenOrListParam action,
            @OptionalParam(name = AuditEvent.SP_TYPE) TokenOrListParam type,
            @OptionalParam(name = AuditEvent.SP_SUBTYPE) TokenOrListParam subtype,
            @OptionalParam(name = AuditEvent.SP_OUTCOME) TokenOrListParam outcome,
            @OptionalParam(name = "purpose") TokenOrListParam purpose,
            @Sort SortSpec sort,
            @Count Integer count,
            @Offset Integer offset,
            SearchTotalModeEnum total,
            RequestDetails request) {
        Entitlements.Entitlement entitled = entitlements.of(request);
        AuditQuestion asked = new AuditQuestion(entitled)
                .patient(patient)
                .date(date)
                .agent(agent)
                .entity(entity)
                .action(action)
                .type(type)
                .subtype(subtype)
                .outcome(outcome)
                .purpose(purpose);
        int size = Math.min(count == null ? PAGE : count, MAXIMUM);
        int from = offset == null ? 0 : offset;
        JournalReader.Question question = told(asked, entitled);
        List<AuditEvent> events = asked.impossible()
                ? List.of()
                : reader.search(question, ascending(sort), size, from).stream()
                        .map(entry -> event(entry, entitled))
                        .toList();
        SimpleBundleProvider page = new SimpleBundleProvider(events);
        page.setSize(total == SearchTotalModeEnum.NONE ? null : asked.impossible() ? 0 : reader.count(question));
        page.setCurrentPageOffset(from);
        page.setCurrentPageSize(size);
        return page;
    }

    private JournalReader.Question told(AuditQuestion asked, Entitlements.Entitlement entitled) {
        JournalReader.Question question = asked.question();
        return entitled.officer()
                ? question
                : question.without(suspended.apply(entitled.owners().values()));
    }

    private static boolean ascending(SortSpec sort) {
        if (sort == null) {
            return false;
        }
        if (!sort.getParamName().equals(AuditEvent.SP_DATE) || sort.getChain() != null) {
            throw Refusals.invalid("SEARCH-002", "AuditEvent is sorted by date or -date, and by nothing else.");
        }
        return sort.getOrder() != SortOrderEnum.DESC;
    }

    private static AuditEvent event(JournalReader.Entry entry, Entitlements.Entitlement entitled) {
        return ReleaseInterceptor.released(AuditEvents.of(
                entitled.officer()
                        ? entry.record()
                        : PatientView.of(
                                entry.record(), entry.record().patient().orElse(""))));
    }

    private static Optional<UUID> uuid(IdType id) {
        try {
            return Optional.of(UUID.fromString(id.getIdPart()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
