package health.confidant.server.audit;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.audit.AuditEvents;
import health.confidant.server.decision.Decisions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The FHIR face of the audit log. A patient reads their own; the privacy officer everybody's (source document). Nobody
 * writes here: the log has one way in.
 */
public final class AuditEventProvider implements IResourceProvider {
    private static final Set<PolicyId> ENTITLES = EnumSet.of(PolicyId.SELF, PolicyId.PRIVACY);
    private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");
    private static final int PAGE = 50;
    private static final int MAXIMUM = 200;

    private final AuditLog log;
    private final Decisions decisions;

    public AuditEventProvider(JdbcTemplate sql, Decisions decisions) {
        this.log = new AuditLog(sql);
        this.decisions = decisions;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(@IdParam IdType id, RequestDetails request) {
        Entitlement entitled = entitlement(request);
        return uuid(id).flatMap(uuid -> log.find(uuid, entitled.patients(), entitled.everybody()))
                .map(AuditEventProvider::event)
                .orElseThrow(Refusals::notFound);
    }

    @Search
    public IBundleProvider search(
            @OptionalParam(name = AuditEvent.SP_PATIENT) ReferenceParam patient,
            @OptionalParam(name = AuditEvent.SP_DATE) DateRangeParam date,
            @Count Integer count,
            @Offset Integer offset,
            RequestDetails request) {
        if (patient != null && patient.hasChain()) {
            throw Refusals.invalid("SEARCH-002", "AuditEvent?patient takes a reference, no chain.");
        }
        Entitlement entitled = entitlement(request);
        int size = Math.min(count == null ? PAGE : count, MAXIMUM);
        AuditLog.Question question = new AuditLog.Question(
                entitled.patients(),
                entitled.everybody(),
                Optional.ofNullable(patient).map(p -> "Patient/" + p.getIdPart()),
                lower(date),
                upper(date),
                size,
                offset == null ? 0 : offset);
        List<AuditEvent> events =
                log.search(question).stream().map(AuditEventProvider::event).toList();
        SimpleBundleProvider page = new SimpleBundleProvider(events);
        page.setSize(log.count(question));
        page.setCurrentPageOffset(question.offset());
        page.setCurrentPageSize(size);
        return page;
    }

    private record Entitlement(Set<String> patients, boolean everybody) {}

    /** Whose privacy papers a caller reads as the patient, or as the privacy officer, of these the log is theirs too. */
    private Entitlement entitlement(RequestDetails request) {
        AccessDecision decision = decisions.decide(AccessContext.of(request));
        Set<String> patients = new HashSet<>();
        boolean officer = false;
        for (Map.Entry<Segment, List<CitedRule>> entry : decision.because().entrySet()) {
            Segment segment = entry.getKey();
            boolean entitled = segment.track() == Track.PRIVACY
                    && segment.owner().kind() == Owner.Kind.PATIENT
                    && decision.readable().contains(segment.id());
            if (entitled) {
                for (CitedRule rule : entry.getValue()) {
                    if (rule.rule() instanceof Rule.Permit && ENTITLES.contains(rule.policy())) {
                        patients.add(segment.owner().reference());
                        officer |= rule.policy() == PolicyId.PRIVACY;
                    }
                }
            }
        }
        return new Entitlement(patients, officer);
    }

    private static AuditEvent event(AuditRecord record) {
        return ReleaseInterceptor.released(AuditEvents.of(record));
    }

    private static Optional<UUID> uuid(IdType id) {
        try {
            return Optional.of(UUID.fromString(id.getIdPart()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Instant lower(DateRangeParam date) {
        return date == null || date.getLowerBoundAsInstant() == null
                ? BEGINNING
                : date.getLowerBoundAsInstant().toInstant();
    }

    private static Instant upper(DateRangeParam date) {
        return date == null || date.getUpperBoundAsInstant() == null
                ? END
                : date.getUpperBoundAsInstant().toInstant();
    }
}
