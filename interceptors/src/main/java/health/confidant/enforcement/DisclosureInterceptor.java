package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.ProvisionId;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.disclosure.ConsentCopy;
import health.confidant.disclosure.Disclosure;
import health.confidant.disclosure.Notice;
import health.confidant.fhir.disclosure.Notices;
import health.confidant.fhir.label.HighWaterMark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * Discharges what a disclosure on a consent is owed, whatever door it leaves by: the notice and the scope of the consent
 * on the answer (42 CFR 2.32), and a durable line in the ledger before it leaves (2.25). Every bundle gets the
 * high-water mark of what is in it (HL7 DS4P).
 */
public final class DisclosureInterceptor {
    private final DisclosureLedger ledger;

    public DisclosureInterceptor(DisclosureLedger ledger) {
        this.ledger = ledger;
    }

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = 1800)
    public void disclose(RequestDetails request, ResponseDetails response) {
        Optional<AccessContext> context = AccessContext.find(request);
        if (context.isEmpty() || !(response.getResponseResource() instanceof Resource answer)) {
            return;
        }
        List<Resource> shown = new ArrayList<>();
        collect(answer, shown);
        Map<Resource, Set<ProvisionId>> owed = owed(context.get(), shown);
        if (!owed.isEmpty()) {
            Notice notice = answer instanceof Bundle ? Notice.STATEMENT_1 : Notice.STATEMENT_2;
            Map<Left, Set<ProvisionId>> left = new LinkedHashMap<>();
            owed.forEach((resource, provisions) -> left.put(Left.of(resource), provisions));
            Set<ConsentCopy> consents = leave(context.get(), context.get().requestId(), left, notice);
            owed.keySet().forEach(Notices::bar);
            Notices.attach(answer, notice, consents);
            Notices.headers(consents)
                    .forEach((name, value) -> request.getResponse().addHeader(name, value));
        }
        HighWaterMark.apply(answer);
    }

    /**
     * The same for a document that leaves as it is, in no resource.
     *
     * @param request correlation id of the HTTP request
     * @param segment of its DocumentReference
     * @return the headers that the answer is owed; empty where it is no disclosure
     */
    public Map<String, String> document(AccessContext context, String request, int segment, String reference) {
        Set<ProvisionId> provisions = provisions(context, segment);
        return provisions.isEmpty()
                ? Map.of()
                : Notices.headers(
                        leave(context, request, Map.of(new Left(segment, reference), provisions), Notice.STATEMENT_2));
    }

    /** What leaves, by the segment that it lies in. */
    private record Left(int segment, String reference) {
        static Left of(Resource resource) {
            return new Left(ReleaseInterceptor.segment(resource).orElseThrow(), AuditInterceptor.reference(resource));
        }
    }

    private Set<ConsentCopy> leave(
            AccessContext context, String request, Map<Left, Set<ProvisionId>> left, Notice notice) {
        List<Disclosure> disclosures = disclosures(context, request, left, notice);
        append(disclosures);
        context.disclosed(disclosures);
        Set<ConsentCopy> consents = new LinkedHashSet<>();
        disclosures.forEach(disclosure -> consents.add(disclosure.consent()));
        return consents;
    }

    private static void collect(IBaseResource resource, List<Resource> shown) {
        if (resource instanceof Bundle bundle
                && ReleaseInterceptor.segment(bundle).isEmpty()) {
            bundle.getEntry().forEach(entry -> collect(entry.getResource(), shown));
        } else if (resource instanceof Resource stored) {
            shown.add(stored);
        }
    }

    private Map<Resource, Set<ProvisionId>> owed(AccessContext context, List<Resource> shown) {
        Map<Integer, Set<ProvisionId>> bySegment = new HashMap<>();
        Map<Resource, Set<ProvisionId>> owed = new LinkedHashMap<>();
        for (Resource resource : shown) {
            ReleaseInterceptor.segment(resource).ifPresent(id -> {
                Set<ProvisionId> provisions = bySegment.computeIfAbsent(id, s -> provisions(context, s));
                if (!provisions.isEmpty()) {
                    owed.put(resource, provisions);
                }
            });
        }
        return owed;
    }

    private Set<ProvisionId> provisions(AccessContext context, int id) {
        Optional<Segment> segment = ledger.segment(id);
        Optional<AccessDecision> decision = context.decision();
        if (segment.isEmpty() || decision.isEmpty()) {
            return Set.of();
        }
        Set<ProvisionId> provisions = new HashSet<>();
        for (CitedRule cited : decision.get().because().getOrDefault(segment.get(), List.of())) {
            if (cited.rule() instanceof Rule.Oblige oblige && oblige.obligation() == Rule.Obligation.DISCLOSURE) {
                provisions.addAll(oblige.provisions());
            }
        }
        return provisions;
    }

    /** One line for each patient and consent; where several consents of a patient permit a record, the first has it. */
    private List<Disclosure> disclosures(
            AccessContext context, String request, Map<Left, Set<ProvisionId>> owed, Notice notice) {
        List<ConsentCopy> copies =
                ledger.consents(owed.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<ConsentCopy, List<String>> what = new LinkedHashMap<>();
        owed.forEach((left, provisions) -> {
            Set<String> patients = new HashSet<>();
            for (ConsentCopy copy : copies) {
                if (provisions.contains(copy.provision()) && patients.add(copy.patient())) {
                    what.computeIfAbsent(named(copy, left.segment()), c -> new ArrayList<>())
                            .add(left.reference());
                }
            }
        });
        List<Disclosure> disclosures = new ArrayList<>();
        what.forEach((copy, references) -> disclosures.add(new Disclosure(
                UUID.randomUUID(),
                request,
                copy,
                context.actor().reference(),
                context.address(),
                context.purpose(),
                references,
                notice)));
        return disclosures;
    }

    /** The patient, where the consent is no longer there to say it. */
    private ConsentCopy named(ConsentCopy copy, int segment) {
        Optional<Owner> owner = ledger.segment(segment)
                .map(Segment::owner)
                .filter(each -> copy.patient().isEmpty() && each.kind() == Owner.Kind.PATIENT);
        return owner.map(patient -> new ConsentCopy(
                        copy.provision(),
                        patient.reference(),
                        patient.id(),
                        copy.consent(),
                        copy.version(),
                        copy.explanation()))
                .orElse(copy);
    }

    private void append(List<Disclosure> disclosures) {
        try {
            ledger.append(disclosures);
        } catch (RuntimeException e) {
            throw Refusals.unaudited(e);
        }
    }
}
