package health.confidant.server.segment;

import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.PolicyId;
import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.couple.Couples;
import health.confidant.fhir.label.Stamp;
import health.confidant.fhir.label.Traits;
import health.confidant.fhir.legal.CourtOrders;
import health.confidant.fhir.standing.StaffPapers;
import health.confidant.fhir.subject.Contained;
import health.confidant.fhir.subject.Subject;
import health.confidant.fhir.subject.Subjects;
import health.confidant.label.Classification;
import health.confidant.label.Label;
import health.confidant.label.LabelingService;
import health.confidant.label.ResourceTraits;
import health.confidant.server.decision.Decisions;
import health.confidant.server.decision.Entitlements;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Finds out whose a resource is, has it labelled, and says which segment that is. */
final class Placement {
    private static final Set<String> IDENTITIES = Set.of("Patient", "Group");

    private final Owners owners;
    private final Segments segments;
    private final Authorship authorship;
    private final LabelingService labels;
    private final Decisions decisions;
    private final StoredRows rows;
    private final Carving carving;
    private final Products products;

    Placement(
            Owners owners,
            Segments segments,
            Authorship authorship,
            LabelingService labels,
            Decisions decisions,
            StoredRows rows,
            Carving carving,
            Products products) {
        this.owners = owners;
        this.segments = segments;
        this.authorship = authorship;
        this.labels = labels;
        this.decisions = decisions;
        this.rows = rows;
        this.carving = carving;
        this.products = products;
    }

    Batch batch(AccessContext context) {
        return new Batch(context);
    }

    /** The resources of one request: they may refer to each other before any of them is stored. */
    final class Batch {
        private final AccessContext context;
        private final Map<String, Resource> placeholders = new HashMap<>();
        private final Map<String, Owner> admitted = new HashMap<>();
        private final Map<Integer, String> touched = new LinkedHashMap<>();
        private final Map<Integer, Optional<Track>> tracks = new HashMap<>();
        private final Map<Integer, List<CarvingRules.Rule>> rules = new HashMap<>();
        private final Products.Named named = products.named(placeholders::get);
        private Set<Integer> visible;

        private Batch(AccessContext context) {
            this.context = context;
        }

        /** @param resource with the id that it will have, by which the demo world's entries name each other */
        void placeholder(String fullUrl, Resource resource) {
            placeholders.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
            if (fullUrl != null) {
                placeholders.put(fullUrl, resource);
            }
        }

        /** A patient or couple that comes to be with this request. */
        void admit(Resource resource) {
            boolean patient = resource.fhirType().equals("Patient");
            if (patient || resource instanceof Group group && Couples.isCouple(group)) {
                String reference =
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart();
                Owner.Kind kind = patient ? Owner.Kind.PATIENT : Owner.Kind.COUPLE;
                admitted.computeIfAbsent(reference, r -> segments.admit(kind, r));
            }
        }

        void touches(int segment, String type) {
            touched.put(segment, type);
        }

        List<String> refused(AccessDecision decision) {
            return touched.entrySet().stream()
                    .filter(entry -> !decision.writable().contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        /** Why the caller, who may read there and otherwise write, may not write for now. */
        Optional<CitedRule> bar(AccessDecision decision) {
            return decision.because().entrySet().stream()
                    .filter(entry -> touched.containsKey(entry.getKey().id())
                            && decision.readable().contains(entry.getKey().id())
                            && !decision.writable().contains(entry.getKey().id()))
                    .flatMap(entry -> entry.getValue().stream())
                    .filter(cited -> cited.policy() == PolicyId.TRAINING)
                    .findFirst();
        }

        int place(Resource resource) {
            return place(resource, null);
        }

        /** @param stored the segment that an older version lies in, or null */
        int place(Resource resource, Integer stored) {
            Traits traits = Products.keep(resource, Contained.check(resource).with(named.codes(resource)));
            int segment = segment(resource, traits, Optional.ofNullable(stored).flatMap(segments::find));
            touches(segment, resource.fhirType());
            return segment;
        }

        private int segment(Resource resource, Traits traits, Optional<Segment> before) {
            if (resource instanceof Group group
                    && before.filter(segment -> segment.owner().kind() == Owner.Kind.COUPLE)
                            .isPresent()) {
                Couples.of(group); // A couple stays one: as a list of staff its history would be everybody's.
            }
            if (before.isPresent() && Products.isOne(resource)) {
                keepsItsKind(resource, traits);
            }
            Subject subject = Subjects.of(resource);
            if (subject instanceof Subject.Follows follows) {
                return followed(resource, follows.references());
            }
            Owner owner = owner(subject);
            approval(resource, owner);
            Classification classification = classify(resource, traits, owner, before);
            Stamp.apply(resource, classification.labels(), classification.track());
            return segments.id(
                    owner,
                    classification.track(),
                    classification.labels(),
                    classification.source(),
                    classification.author(),
                    carve(resource, owner));
        }

        /** Records that name it are labelled by what it was. */
        private void keepsItsKind(Resource product, Traits traits) {
            String reference = product.fhirType() + "/" + product.getIdElement().getIdPart();
            Set<Label> was = products.stored(reference)
                    .map(old -> labels.sensitive(ResourceDescription.codes(products.traits(old))))
                    .orElse(Set.of());
            if (!was.equals(labels.sensitive(ResourceDescription.codes(traits)))) {
                throw Refusals.unprocessable(
                        "WRITE-008 PRODUCT",
                        "records that name this entry are labelled by what it was. Store another entry and name that.");
            }
        }

        /** What a court ordered is opened by the privacy officer's hand alone (42 CFR 2.61). */
        private void approval(Resource resource, Owner owner) {
            if (resource instanceof Task task && CourtOrders.isApproved(task)) {
                CourtOrders.check(task);
                if (new Entitlements(decisions)
                        .of(context, owner)
                        .filter(as -> as == Entitlements.As.PRIVACY_OFFICER)
                        .isEmpty()) {
                    throw Refusals.forbidden("ORDER-002", "a court order is approved by the privacy officer alone.");
                }
            }
        }

        private Set<ProvisionId> carve(Resource resource, Owner owner) {
            if (owner.kind() == Owner.Kind.DIRECTORY) {
                return Set.of();
            }
            Set<ProvisionId> carve = new HashSet<>(
                    carving.of(resource, rules.computeIfAbsent(owner.id(), o -> carving.rules(owner)), named));
            if (IDENTITIES.contains(resource.fhirType())) {
                carve.add(ProvisionId.IDENTITY);
            }
            return carve;
        }

        private Classification classify(Resource resource, Traits traits, Owner owner, Optional<Segment> before) {
            Optional<String> holder = StaffPapers.holder(resource);
            if (holder.isPresent() && owner.kind() == Owner.Kind.DIRECTORY) {
                return labels.staffPaper(
                        resolve(holder.get()),
                        context.source() ? context.actor().client() : "");
            }
            ResourceTraits described = ResourceDescription.of(traits, owner, context, before);
            Classification of = labels.classify(described);
            // The author's track is asked for only where it decides: on both teams one may write papers all the same.
            return of.track() == Track.INDIVIDUAL
                    ? labels.classify(
                            described.on(tracks.computeIfAbsent(owner.id(), o -> authorship.track(context, owner))))
                    : of;
        }

        private Owner owner(Subject subject) {
            if (subject instanceof Subject.Directory) {
                return new Owner(1, Owner.Kind.DIRECTORY, "directory");
            }
            if (subject instanceof Subject.Couple couple) {
                return couple(owner(couple.reference()), couple.named());
            }
            if (subject instanceof Subject.Patients patients) {
                List<Owner> found = patients.references().stream()
                        .map(this::owner)
                        .distinct()
                        .toList();
                return found.size() == 1 ? found.get(0) : couple(found);
            }
            throw Refusals.unprocessable(
                    "WRITE-004 SUBJECT",
                    "the resource does not say whose record it is. Give it a subject: a Patient or a couple's Group.");
        }

        private Owner owner(String reference) {
            String resolved = resolve(reference);
            Owner fresh = admitted.get(resolved);
            if (fresh != null) {
                return fresh;
            }
            Owner owner = owners.find(resolved).orElseThrow(Refusals::unresolvedReference);
            if (visible == null) {
                visible = decisions.owners(context);
            }
            if (!visible.contains(owner.id())) {
                throw Refusals.unresolvedReference();
            }
            return owner;
        }

        /** A message about a couple is between its partners and staff. */
        private Owner couple(Owner couple, List<String> named) {
            if (!named.isEmpty()) {
                Set<String> partners =
                        owners.related(couple).stream().map(Owner::reference).collect(Collectors.toSet());
                if (!named.stream().map(this::resolve).allMatch(partners::contains)) {
                    throw Refusals.unresolvedReference();
                }
            }
            return couple;
        }

        /** A record about both partners is the couple's; about any other two patients it is nobody's. */
        private Owner couple(List<Owner> partners) {
            Set<Owner> common = new HashSet<>(owners.related(partners.get(0)));
            partners.forEach(partner -> common.retainAll(owners.related(partner)));
            if (common.size() != 1) {
                throw Refusals.unprocessable(
                        "WRITE-005 SUBJECTS",
                        "a record about several patients must be about the two partners of one couple. Split it.");
            }
            return common.iterator().next();
        }

        private int followed(Resource resource, List<String> references) {
            Set<Integer> found = references.stream().map(this::placeOf).collect(Collectors.toSet());
            if (found.size() != 1) {
                throw Refusals.unprocessable(
                        "WRITE-006 TARGETS", "the resource follows records of different segments. Split it.");
            }
            int segment = found.iterator().next();
            segments.find(segment).ifPresent(s -> Stamp.apply(resource, s.labels(), s.track()));
            return segment;
        }

        private int placeOf(String reference) {
            Resource sibling = placeholders.get(reference);
            if (sibling != null) {
                return place(sibling);
            }
            IdType id = new IdType(resolve(reference));
            AccessDecision decision = context.decision().orElseGet(() -> decisions.decide(context));
            return rows.visibleSegment(decision, id.getResourceType(), id.getIdPart())
                    .orElseThrow(Refusals::unresolvedReference);
        }

        private String resolve(String reference) {
            Resource sibling = placeholders.get(reference);
            if (sibling != null) {
                return sibling.fhirType() + "/" + sibling.getIdElement().getIdPart();
            }
            if (reference.contains("?") || reference.startsWith("urn:") || new IdType(reference).hasBaseUrl()) {
                throw Refusals.unresolvedReference();
            }
            return new IdType(reference).toUnqualifiedVersionless().getValue();
        }
    }
}
