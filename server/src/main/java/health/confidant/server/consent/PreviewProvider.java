package health.confidant.server.consent;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.ConsentFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.References;
import health.confidant.fhir.consent.ConsentProvisions;
import health.confidant.fhir.consent.ConsentRules;
import health.confidant.fhir.consent.DraftConsents;
import health.confidant.fhir.consent.Previews;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.server.decision.Decisions;
import health.confidant.server.decision.Entitlements;
import health.confidant.server.decision.FactStore;
import health.confidant.server.explain.Answers;
import health.confidant.server.explain.Callers;
import health.confidant.server.segment.Holdings;
import health.confidant.server.segment.Owners;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code Consent/$preview}: what a draft consent would let each person and organisation see that they do not see now, and
 * what it would take from them, as if it were signed this moment. Nothing is stored.
 *
 * <p>It is told of the patient's own records that the caller sees. What is the couple's hangs on the partner too, and
 * what the partner has decided is not told.
 */
public final class PreviewProvider {
    private final Owners owners;
    private final Decisions decisions;
    private final Entitlements entitlements;
    private final Callers callers;
    private final Holdings holdings;
    private final Answers answers;
    private final Clock clock;

    public PreviewProvider(
            JdbcTemplate sql, Owners owners, Decisions decisions, Holdings holdings, Answers answers, Clock clock) {
        this.owners = owners;
        this.decisions = decisions;
        this.entitlements = new Entitlements(decisions);
        this.callers = new Callers(sql);
        this.holdings = holdings;
        this.answers = answers;
        this.clock = clock;
    }

    @Operation(name = "$preview", typeName = "Consent")
    public Parameters preview(
            @OperationParam(name = "consent", min = 1, max = 1) Consent consent, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        if (consent == null) {
            throw Refusals.invalid("CONSENT-005", "the parameter consent is missing: the draft to be looked at.");
        }
        Owner patient = References.literal(consent.getPatient())
                .flatMap(owners::find)
                .filter(owner -> entitlements.of(context, owner).isPresent())
                .orElseThrow(Refusals::unresolvedReference);
        Consent signed = DraftConsents.asIfSigned(consent, clock.instant());
        ConsentRules.check(signed);
        String name = signed.getIdElement().hasIdPart()
                ? "Consent/" + signed.getIdElement().getIdPart()
                : "Consent/draft";
        Map<ProvisionId, ProvisionDraft> drafts = new LinkedHashMap<>();
        ConsentProvisions.of(signed).forEach(draft -> drafts.put(new ProvisionId(name + "#" + draft.index()), draft));
        AccessDecision own = decisions.decide(context);
        List<Holdings.Holding> visible = holdings.of(request, patient, drafts).stream()
                .filter(holding -> own.readable().contains(holding.segment().id()))
                .toList();
        return answers.about(patient, Previews.of(changes(patient, name, drafts, visible)), "preview");
    }

    private List<Previews.Change> changes(
            Owner patient, String name, Map<ProvisionId, ProvisionDraft> drafts, List<Holdings.Holding> visible) {
        Map<Holdings.Holding, Segment> after = supposed(name, visible);
        List<Previews.Change> changes = new ArrayList<>();
        for (Callers.Person person : callers.about(patient)) {
            FactStore.Reading reading = decisions.reading(person.actor(), patient);
            Set<String> parties = new HashSet<>(callers.parties(person.reference()));
            parties.add(person.reference());
            AccessDecision before = decisions.judge(
                    person.actor(),
                    person.purpose(),
                    reading,
                    visible.stream().map(Holdings.Holding::segment).distinct().toList(),
                    reading.facts());
            AccessDecision then = decisions.judge(
                    person.actor(),
                    person.purpose(),
                    reading,
                    Set.copyOf(after.values()),
                    facts(reading.facts(), patient, name, drafts, person.reference(), parties));
            List<String> gains = new ArrayList<>();
            List<String> losses = new ArrayList<>();
            for (Holdings.Holding holding : visible) {
                boolean sees = before.readable().contains(holding.segment().id());
                boolean will = then.readable().contains(after.get(holding).id());
                if (will && !sees) {
                    gains.add(holding.reference());
                } else if (sees && !will) {
                    losses.add(holding.reference());
                }
            }
            if (!gains.isEmpty() || !losses.isEmpty()) {
                changes.add(new Previews.Change(person.reference(), person.display(), person.purpose(), gains, losses));
            }
        }
        return changes;
    }

    /** The segments that the records would lie in, with ids that no stored one has. */
    private static Map<Holdings.Holding, Segment> supposed(String name, List<Holdings.Holding> visible) {
        Map<List<Object>, Segment> made = new HashMap<>();
        Map<Holdings.Holding, Segment> after = new LinkedHashMap<>();
        for (Holdings.Holding holding : visible) {
            Segment lies = holding.segment();
            Set<ProvisionId> carve = new HashSet<>(lies.carve());
            carve.removeIf(id -> id.value().startsWith(name + "#"));
            carve.addAll(holding.matched());
            after.put(
                    holding,
                    made.computeIfAbsent(
                            List.of(lies.id(), carve),
                            key -> new Segment(
                                    made.size() + 1,
                                    lies.owner(),
                                    lies.track(),
                                    lies.labels(),
                                    lies.source(),
                                    lies.author(),
                                    carve)));
        }
        return after;
    }

    private static Facts facts(
            Facts known,
            Owner patient,
            String name,
            Map<ProvisionId, ProvisionDraft> drafts,
            String person,
            Set<String> parties) {
        Map<Integer, List<ConsentFact>> exceptions = new HashMap<>();
        List<ConsentFact> supposed = new ArrayList<>();
        // Exceptions come first, so that a denial finds its own.
        Stream.concat(
                        drafts.entrySet().stream()
                                .filter(entry -> entry.getValue().exceptionTo() >= 0),
                        drafts.entrySet().stream()
                                .filter(entry -> entry.getValue().exceptionTo() < 0))
                .forEach(entry -> {
                    ProvisionDraft draft = entry.getValue();
                    Set<String> recipients = new HashSet<>(draft.recipients());
                    if (draft.recipients().stream().anyMatch(parties::contains)) {
                        recipients.add(person);
                    }
                    ConsentFact fact = new ConsentFact(
                            entry.getKey(),
                            patient,
                            draft.effect(),
                            recipients,
                            draft.purposes(),
                            draft.tracks(),
                            draft.labels(),
                            draft.period(),
                            !draft.content().isEmpty(),
                            exceptions.getOrDefault(draft.index(), List.of()));
                    exceptions
                            .computeIfAbsent(draft.exceptionTo(), index -> new ArrayList<>())
                            .add(fact);
                    supposed.add(fact);
                });
        known.consents().stream()
                .filter(fact -> !fact.id().value().startsWith(name + "#"))
                .forEach(supposed::add);
        return new Facts(known.careTeams(), known.couples(), supposed, known.emergencies(), known.standings());
    }
}
