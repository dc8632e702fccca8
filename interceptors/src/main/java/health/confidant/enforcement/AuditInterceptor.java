package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * Records each access, one record a patient and request. Writes are recorded in their own transaction; a read is
 * recorded, durably, before its response leaves. What cannot be recorded is not shown (45 CFR 164.312(b)).
 */
public final class AuditInterceptor {
    private final AuditSink sink;
    private final Lookups lookups;
    private final java.time.Clock clock;

    public AuditInterceptor(AuditSink sink, java.time.Clock clock) {
        this.sink = sink;
        this.lookups = new Lookups(sink);
        this.clock = clock;
    }

    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, order = 100)
    public void created(RequestDetails request, IBaseResource resource) {
        wrote(request, resource, Action.CREATE);
    }

    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED, order = 100)
    public void updated(RequestDetails request, IBaseResource before, IBaseResource after) {
        boolean patch = request != null && request.getRestOperationType() == RestOperationTypeEnum.PATCH;
        wrote(request, after, patch ? Action.PATCH : Action.UPDATE);
    }

    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED, order = 100)
    public void deleted(RequestDetails request, IBaseResource resource) {
        wrote(request, resource, Action.DELETE);
    }

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = 2000)
    public void shown(RequestDetails request, ResponseDetails response) {
        Optional<AccessContext> context = AccessContext.find(request);
        if (context.isEmpty()) {
            return;
        }
        List<AuditRecord> accesses = accesses(request, response, context.get());
        List<AuditRecord> records = new ArrayList<>(accesses);
        records.addAll(DisclosureRecords.of(context.get(), accesses, Instant.now(clock)));
        if (!records.isEmpty()) {
            recorded(() -> sink.appendToAnswer(records));
            context.get().audited(true);
        }
    }

    private List<AuditRecord> accesses(RequestDetails request, ResponseDetails response, AccessContext context) {
        Action action = RecordedActions.of(request.getRestOperationType());
        boolean bundle = request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION;
        if (action == null || context.audited() && !bundle) {
            return List.of();
        }
        Map<String, List<Resource>> byPatient = new LinkedHashMap<>();
        collect(response.getResponseResource(), context.written(), new HashMap<>(), byPatient);
        if (byPatient.isEmpty()
                && request.getRestOperationType() == RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE) {
            patients(request.getResourceName(), request.getId()).forEach(patient -> byPatient.put(patient, List.of()));
        }
        List<AuditRecord> records = new ArrayList<>();
        for (Lookups.Lookup lookup : lookups(request, response, context, byPatient.keySet())) {
            Outcome outcome = lookup.visible() ? Outcome.SUCCESS : Outcome.DENIED;
            records.add(record(request, context, Action.SEARCH, outcome, lookup.patient(), List.of())
                    .but()
                    .query(lookup.query())
                    .build());
        }
        if (byPatient.isEmpty() && records.isEmpty() && !context.audited()) {
            byPatient.put(asked(request), List.of());
        }
        byPatient.forEach((patient, resources) ->
                records.add(record(request, context, action, Outcome.SUCCESS, patient, resources)));
        return records;
    }

    private List<Lookups.Lookup> lookups(
            RequestDetails request, ResponseDetails response, AccessContext context, Set<String> shown) {
        try {
            return lookups.of(request, response.getResponseResource(), context, shown);
        } catch (RuntimeException e) {
            throw Refusals.unaudited(e);
        }
    }

    /** An operation on a patient is about that patient, whatever it answers. */
    private static String asked(RequestDetails request) {
        boolean operation = request.getRestOperationType() == RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE;
        return operation && "Patient".equals(request.getResourceName()) && request.getId() != null
                ? "Patient/" + request.getId().getIdPart()
                : "";
    }

    /** A refusal, or the one 404: recorded for the patient whose record it was about, if there is one. */
    void denied(RequestDetails request, AccessContext context) {
        denied(request, context, request.getResourceName(), request.getId());
    }

    /** The same for an entry of a bundle. */
    void denied(RequestDetails request, AccessContext context, String type, IIdType id) {
        List<String> patients = patients(type, id);
        List<AuditRecord> records = new ArrayList<>();
        Action action = Optional.ofNullable(RecordedActions.of(request.getRestOperationType()))
                .orElse(Action.OPERATION);
        for (String patient : patients.isEmpty() ? List.of("") : patients) {
            records.add(record(request, context, action, Outcome.DENIED, patient, List.of())
                    .asked(type == null ? "" : type)
                    .with(patient.isEmpty() ? List.of() : sink.consents(patient)));
        }
        recorded(() -> sink.append(records));
    }

    /** Whose record that resource is, whoever asks. */
    private List<String> patients(String type, IIdType id) {
        return id != null && id.hasIdPart() && type != null
                ? sink.segmentOf(type, id.getIdPart()).map(sink::patients).orElse(List.of())
                : List.of();
    }

    private static void recorded(Runnable append) {
        try {
            append.run();
        } catch (RuntimeException e) {
            throw Refusals.unaudited(e);
        }
    }

    private void wrote(RequestDetails request, IBaseResource resource, Action action) {
        Optional<AccessContext> context = AccessContext.find(request);
        if (context.isEmpty()) {
            return;
        }
        Resource stored = (Resource) resource;
        List<String> patients =
                ReleaseInterceptor.segment(stored).map(sink::patients).orElse(List.of());
        List<AuditRecord> records = new ArrayList<>();
        for (String patient : patients.isEmpty() ? List.of("") : patients) {
            records.add(record(request, context.get(), action, Outcome.SUCCESS, patient, List.of(stored)));
        }
        if (context.get().source()) {
            records.addAll(records.stream().map(DisclosureRecords::received).toList());
        }
        sink.appendInTransaction(records);
        context.get().written().add(plain(stored));
        context.get().audited(true);
    }

    /** @param owners the patients of each segment, asked for once an answer */
    private void collect(
            IBaseResource resource,
            Set<String> written,
            Map<Integer, List<String>> owners,
            Map<String, List<Resource>> byPatient) {
        if (resource instanceof Bundle bundle
                && ReleaseInterceptor.segment(bundle).isEmpty()) {
            bundle.getEntry().forEach(entry -> collect(entry.getResource(), written, owners, byPatient));
        } else if (resource instanceof AuditEvent event) {
            event.getEntity().stream()
                    .filter(entity -> "1".equals(entity.getType().getCode()))
                    .map(entity -> entity.getWhat().getReference())
                    .forEach(patient -> byPatient
                            .computeIfAbsent(patient, p -> new ArrayList<>())
                            .add(event));
        } else if (resource instanceof Resource shown && !written.contains(plain(shown))) {
            ReleaseInterceptor.segment(shown)
                    .map(segment -> owners.computeIfAbsent(segment, sink::patients))
                    .orElse(List.of())
                    .forEach(patient -> byPatient
                            .computeIfAbsent(patient, p -> new ArrayList<>())
                            .add(shown));
        }
    }

    private AuditRecord record(
            RequestDetails request,
            AccessContext context,
            Action action,
            Outcome outcome,
            String patient,
            List<Resource> resources) {
        Optional<Segment> segment = resources.stream()
                .findFirst()
                .flatMap(ReleaseInterceptor::segment)
                .flatMap(sink::segment);
        List<CitedRule> rules = segment
                .flatMap(s -> context.decision().map(AccessDecision::because).map(because -> because.get(s)))
                .orElse(List.of())
                .stream()
                // What an answer owes is in the ledger of disclosures; the journal says what let it be or forbade it.
                .filter(cited -> !(cited.rule() instanceof Rule.Oblige))
                .toList();
        boolean query = action == Action.SEARCH || action == Action.OPERATION;
        return context.record(action, outcome, Instant.now(clock))
                .request(context.requestId())
                .patient(patient.isEmpty() ? Optional.empty() : Optional.of(patient))
                .owner(segment.map(s -> s.owner().id()).orElse(0))
                .entities(resources.stream().map(AuditInterceptor::reference).toList())
                .query(query ? query(request) : "")
                .rules(rules)
                .roles(context.roles())
                .track(segment.map(Segment::track))
                .build();
    }

    /** What was asked; of a form too, which is not in the URL. */
    private static String query(RequestDetails request) {
        String name = String.valueOf(request.getOperation());
        String operation = name.startsWith("$") ? "/" + name : "";
        String parameters = Question.text(request.getParameters());
        return Objects.toString(request.getResourceName(), "")
                + operation
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static String plain(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    static String reference(Resource resource) {
        String version = resource.getIdElement().getVersionIdPart();
        String plain = plain(resource);
        return version == null ? plain : plain + "/_history/" + version;
    }
}
