package health.confidant.server.segment;

import ca.uhn.fhir.context.FhirContext;
import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.fhir.label.Stamp;
import health.confidant.fhir.label.Traits;
import health.confidant.label.Label;
import health.confidant.label.LabelingService;
import health.confidant.label.ResourceTraits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Labels all that one patient or couple has by the list of codes in force, in the running transaction. */
final class RelabeledOwner {
    /** @param owner empty when there is none left */
    record Step(Optional<Owner> owner, long examined, long changed) {}

    private final JdbcTemplate sql;
    private final Owners owners;
    private final Segments segments;
    private final StoredBodies bodies;
    private final Relocation relocation;
    private final Carving carving;
    private final Products products;

    RelabeledOwner(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            StoredBodies bodies,
            Relocation relocation,
            Carving carving,
            Products products) {
        this.sql = sql;
        this.owners = owners;
        this.segments = segments;
        this.bodies = bodies;
        this.relocation = relocation;
        this.carving = carving;
        this.products = products;
    }

    /** The owner after this key. */
    Step next(int run, int reached, LabelingService labels) {
        Optional<Owner> next = owners.after(reached);
        if (next.isEmpty()) {
            return new Step(next, 0, 0);
        }
        Owner owner = next.get();
        carving.lock(owner);
        List<Segment> lie = segments.of(List.of(owner.id()));
        Map<Integer, Segment> byId = lie.stream().collect(Collectors.toMap(Segment::id, segment -> segment));
        Object ids = lie.stream().map(Segment::id).toArray(Integer[]::new);
        List<StoredBodies.Row> rows = bodies.latest("r.partition_id = any(?)", ids);
        Products.Named named = products.named();
        long changed = 0;
        for (boolean followers : List.of(false, true)) {
            for (StoredBodies.Row row : rows) {
                if (followers == Carving.FOLLOWERS.contains(row.type())) {
                    Segment before = byId.get(row.segment());
                    Set<Label> wanted = followers
                            ? carving.followed(row.resource())
                                    .map(Segment::labels)
                                    .orElse(before.labels())
                            : labels(row.resource(), before, labels, named);
                    changed += relabel(run, row, before, wanted) ? 1 : 0;
                }
            }
        }
        if (changed > 0) {
            owners.touch(Set.of(owner.id()));
        }
        return new Step(next, rows.size(), changed);
    }

    private static Set<Label> labels(Resource resource, Segment segment, LabelingService labels, Products.Named named) {
        Traits traits = Traits.of(resource).with(named.codes(resource));
        Set<String> noteClasses = segment.labels().contains(Label.SUD_COUNSELING_NOTE)
                ? Set.of(LabelingService.COUNSELING_NOTE)
                : Set.of();
        return labels.classify(new ResourceTraits(
                        traits.type(),
                        segment.owner().kind(),
                        ResourceDescription.codes(traits),
                        noteClasses,
                        List.of(segment.author()),
                        segment.source(),
                        Optional.of(segment.track())))
                .labels();
    }

    /** Every version: an old one must not be behind with an old label. */
    private boolean relabel(int run, StoredBodies.Row row, Segment before, Set<Label> wanted) {
        if (wanted.equals(before.labels())) {
            return false;
        }
        for (StoredBodies.Row version : bodies.versions(row.pid())) {
            Resource resource = version.bare();
            Stamp.apply(resource, wanted, before.track());
            bodies.write(version, FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource));
        }
        relocation.move(List.of(row.pid()), segments.relabelled(before, wanted));
        sql.update(
                "insert into confidant.relabeled (relabeling, reference, owner, before, after) values (?, ?, ?, ?, ?)",
                run,
                row.reference(),
                before.owner().id(),
                names(before.labels()),
                names(wanted));
        return true;
    }

    private static String[] names(Set<Label> labels) {
        return labels.stream().map(Enum::name).sorted().toArray(String[]::new);
    }
}
