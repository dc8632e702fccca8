package health.confidant.server.oracle;

import ca.uhn.fhir.context.FhirContext;
import health.confidant.Policies;
import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.EmergencyFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.Policy;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.PolicyId;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.access.Segment;
import health.confidant.access.StandingFact;
import health.confidant.access.Track;
import health.confidant.fhir.consent.ConsentProvisions;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.fhir.consent.RecordContent;
import health.confidant.label.Classification;
import health.confidant.label.LabelingService;
import health.confidant.label.ResourceTraits;
import health.confidant.server.noninterference.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;

/**
 * A world as the decision point knows it: facts and segments, made by the real parser of consents and the real labeling
 * service, without a server and a database. The side that is judged, not the oracle.
 */
final class Judged {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final LabelingService LABELS = new LabelingService();
    private static final Owner DIRECTORY = new Owner(1, Owner.Kind.DIRECTORY, "directory");
    private static final Period NEVER = new Period(Instant.MIN, Instant.MIN);

    /** One provision, whose it is, and whose records it carves. */
    private record Provision(String directive, Owner grantor, Set<Owner> carves, ProvisionDraft draft) {
        ProvisionId id() {
            return new ProvisionId("Consent/" + directive + "#" + draft.index());
        }
    }

    private final World world;
    private final PolicyDecisionPoint pdp;
    private final Map<String, Owner> owners = new HashMap<>();
    private final List<Provision> provisions = new ArrayList<>();
    private final Map<String, Segment> segments = new LinkedHashMap<>();

    /** @param without policies that are left out, to see that the oracle misses them */
    Judged(World world, List<Held> records, Set<PolicyId> without) {
        this.world = world;
        List<Policy> policies = Policies.all().stream()
                .filter(policy -> !without.contains(policy.id()))
                .toList();
        this.pdp = new PolicyDecisionPoint(policies);
        world.people().stream()
                .filter(person -> person.kind() == Kind.PATIENT)
                .forEach(person -> owner(person.name(), Owner.Kind.PATIENT));
        world.all(Fact.Couple.class).forEach(couple -> owner(couple.name(), Owner.Kind.COUPLE));
        world.all(Fact.Directive.class).forEach(it -> provisions(it.name(), it.patient(), it.status(), it.rule()));
        world.all(Fact.Restriction.class)
                .forEach(it -> provisions(it.name(), it.patient(), "active", Directives.denial(it)));
        records.forEach(record -> segments.put(record.name(), segment(record)));
    }

    boolean reads(AccessDecision decision, Held record) {
        return decision.readable().contains(segments.get(record.name()).id())
                && decision.request().actor().mayTouch(record.type(), Scope.Letter.R);
    }

    boolean writes(AccessDecision decision, Held record) {
        return decision.writable().contains(segments.get(record.name()).id())
                && decision.request()
                        .actor()
                        .mayTouch(record.type(), record.message() ? Scope.Letter.C : Scope.Letter.U);
    }

    AccessDecision decide(Seat seat, String purpose) {
        String caller = reference(seat.person());
        Set<Role> roles = Arrays.stream(seat.kind().roles()).map(Judged::role).collect(Collectors.toSet());
        Set<Scope> scopes = Arrays.stream(seat.scopes().split(" "))
                .map(Scope::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        Actor actor = new Actor(
                caller,
                roles,
                seat.client(),
                scopes,
                Optional.of(seat.bound()).filter(bound -> !bound.isEmpty()).map(Track::of),
                Optional.of(caller).filter(it -> it.startsWith("Patient/")));
        AccessRequest request = new AccessRequest(actor, Purpose.valueOf(purpose), Instant.now());
        return pdp.decide(request, segments.values(), facts(caller, seat.kind()));
    }

    private static Role role(String name) {
        return switch (name) {
            case "OFFICER" -> Role.PRIVACY_OFFICER;
            case "COURT" -> Role.LEGAL;
            default -> Role.valueOf(name);
        };
    }

    private void owner(String name, Owner.Kind kind) {
        owners.put(name, new Owner(owners.size() + 2, kind, reference(name)));
    }

    private void provisions(String name, String patient, String status, Rule rule) {
        String json =
                Records.consentWith(name, status, reference(patient), new Papers(this::reference).provision(rule));
        Set<Owner> carves = new HashSet<>(Set.of(owners.get(patient)));
        world.all(Fact.Couple.class)
                .filter(couple -> Set.of(couple.one(), couple.other()).contains(patient))
                .forEach(couple -> carves.add(owners.get(couple.name())));
        ConsentProvisions.of(FHIR.newJsonParser().parseResource(Consent.class, json))
                .forEach(draft -> provisions.add(new Provision(name, owners.get(patient), carves, draft)));
    }

    private static Set<String> codes(Set<String> codes) {
        return codes.stream()
                .map(code -> Papers.system(code) + "|" + Papers.code(code))
                .collect(Collectors.toSet());
    }

    private Segment segment(Held record) {
        int id = segments.size() + 100;
        if (record.track().equals("staff")) {
            Classification paper = LABELS.staffPaper(reference(record.owner()), "");
            return new Segment(id, DIRECTORY, paper.track(), paper.labels(), "", paper.author(), Set.of());
        }
        Owner owner = owners.get(record.owner());
        Set<String> codes = codes(record.codes());
        Set<String> selected = codes(record.selected());
        Classification kind = LABELS.classify(new ResourceTraits(
                record.type(),
                owner.kind(),
                Stream.concat(codes.stream(), selected.stream()).collect(Collectors.toSet()),
                record.note() ? Set.of(LabelingService.COUNSELING_NOTE) : Set.of(),
                record.author().isEmpty() ? List.of() : List.of(reference(record.author())),
                record.source(),
                Optional.of(record.track())
                        .filter(track -> Set.of("individual", "couples").contains(track))
                        .map(Track::of)));
        Set<ProvisionId> carve = new HashSet<>();
        if (Set.of("Patient", "Group").contains(record.type())) {
            carve.add(ProvisionId.IDENTITY);
        }
        RecordContent content = new RecordContent(
                reference(record.name()),
                Set.of(record.type()),
                codes,
                Set.of(),
                Set.of(),
                Optional.ofNullable(record.day()).map(day -> days(day, day)),
                selected);
        provisions.stream()
                .filter(provision -> provision.carves().contains(owner)
                        && !provision.draft().content().isEmpty()
                        && provision
                                .draft()
                                .content()
                                .matches(content, provision.draft().effect(), named -> Set.of()))
                .forEach(provision -> carve.add(provision.id()));
        return new Segment(id, owner, kind.track(), kind.labels(), kind.source(), kind.author(), carve);
    }

    private Facts facts(String caller, Kind kind) {
        List<CareTeamFact> teams = new ArrayList<>();
        Map<String, List<Period>> parties = new HashMap<>();
        world.all(Fact.Team.class)
                .filter(team -> team.active()
                        && team.members().stream().map(this::reference).anyMatch(caller::equals))
                .forEach(team -> {
                    Owner subject = owners.get(team.subject());
                    teams.add(new CareTeamFact(subject, Track.of(team.track()), caller, period(team.when())));
                    parties.computeIfAbsent(reference(team.name()), name -> new ArrayList<>())
                            .add(period(team.when()));
                });
        world.all(Fact.Post.class)
                .filter(post -> reference(post.person()).equals(caller))
                .forEach(post -> parties.computeIfAbsent(reference(post.organization()), name -> new ArrayList<>())
                        .add(period(post.when())));
        List<CoupleFact> couples = new ArrayList<>();
        world.all(Fact.Couple.class).forEach(couple -> List.of(couple.one(), couple.other())
                .forEach(partner -> couples.add(new CoupleFact(
                        owners.get(couple.name()),
                        owners.get(partner),
                        couple.left().contains(partner) ? NEVER : Period.ALWAYS))));
        List<EmergencyFact> emergencies = world.all(Fact.Emergency.class)
                .filter(emergency -> reference(emergency.person()).equals(caller))
                .map(emergency -> new EmergencyFact(owners.get(emergency.patient()), caller, Period.ALWAYS))
                .toList();
        List<ConsentFact> consents = new ArrayList<>(consents(caller, parties));
        if (kind == Kind.COURT) {
            world.all(Fact.Order.class).forEach(order -> consents.add(order(order, caller)));
        }
        return new Facts(teams, couples, consents, emergencies, standings(caller, kind));
    }

    private List<StandingFact> standings(String caller, Kind kind) {
        List<StandingFact> standings = new ArrayList<>();
        world.all(Fact.Agreement.class)
                .filter(paper -> reference(paper.person()).equals(caller))
                .forEach(paper -> standings.add(paper(caller, StandingFact.Kind.CONFIDENTIALITY, paper.when())));
        world.all(Fact.Training.class)
                .filter(paper -> reference(paper.person()).equals(caller))
                .forEach(paper -> standings.add(paper(caller, StandingFact.Kind.TRAINING, paper.when())));
        if (kind == Kind.ASSOCIATE) {
            standings.add(new StandingFact(
                    caller, StandingFact.Kind.AGREEMENT, Set.of(Track.BILLING), Set.of(Purpose.HPAYMT), Period.ALWAYS));
        }
        return standings;
    }

    private static StandingFact paper(String holder, StandingFact.Kind kind, When when) {
        return new StandingFact(holder, kind, Set.of(), Set.of(), period(when));
    }

    private ConsentFact order(Fact.Order order, String court) {
        return new ConsentFact(
                new ProvisionId("Task/" + order.name() + "#0"),
                owners.get(order.patient()),
                ConsentFact.Effect.PERMIT,
                Set.of(court),
                Set.of(Purpose.HLEGAL),
                Set.of(Track.of(order.track())),
                Set.of(),
                period(order.when()));
    }

    /** Every provision that names nobody or the caller, and once more for each party that the caller acts for (ADR 0021). */
    private List<ConsentFact> consents(String caller, Map<String, List<Period>> parties) {
        Map<ProvisionId, List<ConsentFact>> exceptions = new HashMap<>();
        List<ConsentFact> facts = new ArrayList<>();
        for (boolean first : List.of(true, false)) {
            for (Provision provision : provisions) {
                boolean exception = provision.draft().exceptionTo() != ProvisionDraft.NONE;
                if (exception == first) {
                    for (ConsentFact fact : of(provision, caller, parties, exceptions)) {
                        facts.add(fact);
                        if (exception) {
                            ProvisionId denial = new ProvisionId("Consent/" + provision.directive() + "#"
                                    + provision.draft().exceptionTo());
                            exceptions
                                    .computeIfAbsent(denial, id -> new ArrayList<>())
                                    .add(fact);
                        }
                    }
                }
            }
        }
        return facts;
    }

    private static List<ConsentFact> of(
            Provision provision,
            String caller,
            Map<String, List<Period>> parties,
            Map<ProvisionId, List<ConsentFact>> exceptions) {
        ProvisionDraft draft = provision.draft();
        List<ConsentFact> facts = new ArrayList<>();
        if (draft.recipients().isEmpty() || draft.recipients().contains(caller)) {
            facts.add(fact(provision, draft.recipients(), draft.period(), exceptions));
        } else {
            for (String party : draft.recipients()) {
                for (Period member : parties.getOrDefault(party, List.of())) {
                    Instant start = later(member.start(), draft.period().start());
                    Instant end = member.end().isBefore(draft.period().end())
                            ? member.end()
                            : draft.period().end();
                    if (start.isBefore(end)) {
                        facts.add(fact(provision, Set.of(caller), new Period(start, end), exceptions));
                    }
                }
            }
        }
        return facts;
    }

    private static ConsentFact fact(
            Provision provision,
            Set<String> recipients,
            Period period,
            Map<ProvisionId, List<ConsentFact>> exceptions) {
        ProvisionDraft draft = provision.draft();
        return new ConsentFact(
                provision.id(),
                provision.grantor(),
                draft.effect(),
                recipients,
                draft.purposes(),
                draft.tracks(),
                draft.labels(),
                period,
                !draft.content().isEmpty(),
                exceptions.getOrDefault(provision.id(), List.of()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Period period(When when) {
        return days(when.start, when.end);
    }

    /** Both days included, as FHIR has it. */
    private static Period days(String first, String last) {
        return new Period(
                Instant.parse(first + "T00:00:00Z"),
                Instant.parse(last + "T00:00:00Z").plusSeconds(86_400));
    }

    private String reference(String name) {
        return Names.of(world, name);
    }
}
