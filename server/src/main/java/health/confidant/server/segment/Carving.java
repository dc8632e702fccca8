package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.fhir.consent.RecordContent;
import health.confidant.fhir.subject.Subject;
import health.confidant.fhir.subject.Subjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps {@link Segment#carve()} true: each record lies apart with the provisions whose class, code, data and dataPeriod
 * it matches, so that a rule about one note is a rule about a segment.
 *
 * <p>A record is carved when it is written; when a Consent with such a provision is written, changed or ended, the
 * records of its patient, and of the couples that the patient is or was in, are carved again in the same transaction.
 * The two meet at an advisory lock of the owner, shared for records and exclusive for consents, so that neither misses
 * the other.
 */
final class Carving {
    private record Stored(long pid, String reference, Segment segment, Resource resource) {}

    /** Provenance and Binary: they lie where their target lies. */
    static final List<String> FOLLOWERS = List.of("Binary", "Provenance");

    private final Owners owners;
    private final Segments segments;
    private final Relocation relocation;
    private final CarvingRules rules;
    private final StoredBodies bodies;
    private final Products products;

    Carving(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            Relocation relocation,
            StoredBodies bodies,
            Products products) {
        this.bodies = bodies;
        this.products = products;
        this.owners = owners;
        this.segments = segments;
        this.relocation = relocation;
        this.rules = new CarvingRules(sql);
    }

    /** What a record that is about to be stored will be carved with; {@link #settle} has the last word. */
    Set<ProvisionId> of(Resource resource, List<CarvingRules.Rule> known, Products.Named named) {
        if (known.isEmpty()) {
            return Set.of();
        }
        return matching(RecordContent.of(resource, named.codes(resource)), known, this::refersTo);
    }

    List<CarvingRules.Rule> rules(Owner owner) {
        return rules.of(owner);
    }

    /** Looks again at what was stored, under the owner's lock, and moves it where a consent was written meanwhile. */
    void settle(Resource stored, int segment) {
        Segment lies = segments.find(segment).orElseThrow();
        if (lies.owner().kind() == Owner.Kind.DIRECTORY) {
            return;
        }
        List<CarvingRules.Rule> known = rules.locked(lies.owner());
        String reference = stored.fhirType() + "/" + stored.getIdElement().getIdPart();
        if (known.stream().anyMatch(rule -> rule.selector().related().contains(reference))) {
            carve(List.of(lies.owner()), null);
        } else if (!known.isEmpty() || lies.carve().stream().anyMatch(CarvingRules::isProvision)) {
            relocation.flush();
            Set<ProvisionId> wanted = FOLLOWERS.contains(stored.fhirType())
                    ? followed(stored).map(target -> provisions(target.carve())).orElse(Set.of())
                    : of(stored, known, products.named());
            if (!wanted.equals(provisions(lies.carve()))) {
                Set<ProvisionId> carve = new HashSet<>(wanted);
                lies.carve().stream()
                        .filter(id -> !CarvingRules.isProvision(id))
                        .forEach(carve::add);
                relocation.move(stored.fhirType(), stored.getIdElement().getIdPart(), segments.recarved(lies, carve));
            }
        }
    }

    /**
     * Carves a patient's records again, and those of the patient's couples.
     *
     * @param consent the Consent that was written, changed or ended: other provisions stay as they are
     */
    void carve(Owner patient, String consent) {
        List<Owner> concerned = new ArrayList<>(List.of(patient));
        concerned.addAll(owners.related(patient));
        carve(concerned, consent);
    }

    /** Carves all that a couple has again: who its partners are decides whose provisions count. */
    void carveCouple(Owner couple) {
        carve(List.of(couple), null);
    }

    /** Nobody else writes a record or a consent of this owner until the running transaction ends. */
    void lock(Owner owner) {
        rules.lock(List.of(owner));
    }

    private void carve(List<Owner> concerned, String consent) {
        rules.lock(concerned);
        relocation.flush();
        for (Owner owner : concerned) {
            List<CarvingRules.Rule> fresh = rules.of(owner).stream()
                    .filter(rule -> consent == null || rule.id().value().startsWith(consent + "#"))
                    .toList();
            carve(
                    owner,
                    fresh,
                    id -> CarvingRules.isProvision(id)
                            && (consent == null || id.value().startsWith(consent + "#")));
        }
    }

    private void carve(Owner owner, List<CarvingRules.Rule> fresh, Predicate<ProvisionId> concerned) {
        List<Segment> lie = segments.of(List.of(owner.id()));
        List<Stored> candidates = relocation.asSystem(() -> candidates(lie, fresh, concerned));
        Map<Segment, Map<Set<ProvisionId>, List<Long>>> moves = new LinkedHashMap<>();
        Map<String, Set<String>> read = new HashMap<>();
        Function<String, Set<String>> refersTo = named -> read.computeIfAbsent(named, this::refersTo);
        Products.Named named = products.named();
        boolean moved = false;
        for (Stored stored : candidates) {
            Set<ProvisionId> carve = new HashSet<>(stored.segment().carve());
            carve.removeIf(concerned);
            carve.addAll(
                    matching(RecordContent.of(stored.resource(), named.codes(stored.resource())), fresh, refersTo));
            moved |= plan(moves, stored, carve);
        }
        apply(moves);
        if (moved) {
            follow(segments.of(List.of(owner.id())));
        }
    }

    /** What lies in these segments and which rules each record matches; nothing moves. */
    List<Holdings.Holding> look(List<Segment> lie, List<CarvingRules.Rule> drafts) {
        Map<Integer, Segment> byId = lie.stream().collect(Collectors.toMap(Segment::id, segment -> segment));
        Map<String, Set<String>> read = new HashMap<>();
        Function<String, Set<String>> refersTo = named -> read.computeIfAbsent(named, this::refersTo);
        Products.Named named = products.named();
        return relocation.asSystem(() -> bodies.latest("r.partition_id = any(?)", (Object) ids(lie)).stream()
                .map(row -> {
                    Resource resource = stored(row, byId).resource();
                    Set<ProvisionId> matched = drafts.isEmpty() || FOLLOWERS.contains(row.type())
                            ? Set.<ProvisionId>of()
                            : matching(RecordContent.of(resource, named.codes(resource)), drafts, refersTo);
                    return new Holdings.Holding(row.type() + "/" + row.id(), byId.get(row.segment()), matched);
                })
                .toList());
    }

    private static boolean plan(
            Map<Segment, Map<Set<ProvisionId>, List<Long>>> moves, Stored stored, Set<ProvisionId> carve) {
        if (carve.equals(stored.segment().carve())) {
            return false;
        }
        moves.computeIfAbsent(stored.segment(), s -> new LinkedHashMap<>())
                .computeIfAbsent(carve, c -> new ArrayList<>())
                .add(stored.pid());
        return true;
    }

    private void apply(Map<Segment, Map<Set<ProvisionId>, List<Long>>> moves) {
        moves.forEach((segment, targets) ->
                targets.forEach((carve, pids) -> relocation.move(pids, segments.recarved(segment, carve))));
    }

    /** What follows a record moves with it. */
    private void follow(List<Segment> lie) {
        Map<Integer, Segment> byId = lie.stream().collect(Collectors.toMap(Segment::id, segment -> segment));
        List<Stored> followers =
                relocation.asSystem(() -> bodies
                        .latest(
                                "r.partition_id = any(?) and r.res_type = any(?)",
                                ids(lie),
                                FOLLOWERS.toArray(String[]::new))
                        .stream()
                        .map(row -> stored(row, byId))
                        .toList());
        for (Stored follower : followers) {
            followed(follower.resource())
                    .filter(target -> target.id() != follower.segment().id())
                    .ifPresent(target -> relocation.move(List.of(follower.pid()), target.id()));
        }
    }

    /** The segment of what a Provenance or Binary is about. */
    Optional<Segment> followed(Resource follower) {
        return Subjects.of(follower) instanceof Subject.Follows follows
                ? follows.references().stream()
                        .findFirst()
                        .flatMap(reference -> relocation.asSystem(() -> bodies.find(reference)))
                        .flatMap(row -> segments.find(row.segment()))
                : Optional.empty();
    }

    /** The records that one of the rules may match, and those that one matched before. */
    private List<Stored> candidates(
            List<Segment> lie, List<CarvingRules.Rule> fresh, Predicate<ProvisionId> concerned) {
        Map<Integer, Segment> byId = lie.stream().collect(Collectors.toMap(Segment::id, segment -> segment));
        Map<Long, StoredBodies.Row> rows = new LinkedHashMap<>();
        List<Segment> before = lie.stream()
                .filter(segment -> segment.carve().stream().anyMatch(concerned))
                .toList();
        if (!before.isEmpty()) {
            bodies.latest("r.partition_id = any(?)", (Object) ids(before)).forEach(row -> rows.put(row.pid(), row));
        }
        for (CarvingRules.Rule rule : fresh) {
            CarvingRules.Sieve sieve = CarvingRules.sieve(rule.selector(), this::refersTo);
            bodies.latest(CarvingRules.SIEVE, ids(lie), sieve.types(), sieve.types(), sieve.ids(), sieve.ids())
                    .forEach(row -> rows.put(row.pid(), row));
        }
        return rows.values().stream()
                .filter(row -> !FOLLOWERS.contains(row.type()))
                .map(row -> stored(row, byId))
                .toList();
    }

    private static Stored stored(StoredBodies.Row row, Map<Integer, Segment> byId) {
        return new Stored(row.pid(), row.reference(), byId.get(row.segment()), row.resource());
    }

    private Set<String> refersTo(String reference) {
        return relocation
                .asSystem(() -> bodies.find(reference))
                .map(row -> RecordContent.references(row.resource()))
                .orElse(Set.of());
    }

    private static Set<ProvisionId> matching(
            RecordContent content, List<CarvingRules.Rule> known, Function<String, Set<String>> refersTo) {
        return known.stream()
                .filter(rule -> rule.selector().matches(content, rule.effect(), refersTo))
                .map(CarvingRules.Rule::id)
                .collect(Collectors.toSet());
    }

    private static Set<ProvisionId> provisions(Set<ProvisionId> carve) {
        return carve.stream().filter(CarvingRules::isProvision).collect(Collectors.toSet());
    }

    private static Integer[] ids(Collection<Segment> segments) {
        return new TreeSet<>(segments.stream().map(Segment::id).toList()).toArray(Integer[]::new);
    }
}
