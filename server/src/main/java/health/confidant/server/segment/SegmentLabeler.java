package health.confidant.server.segment;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Labeler;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.consent.ConsentRules;
import health.confidant.fhir.label.Narratives;
import health.confidant.fhir.label.Stamp;
import health.confidant.server.decision.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Labels and places every resource that is written, before HAPI stores it. */
public final class SegmentLabeler implements Labeler {
    private static final String TARGET = SegmentLabeler.class.getName() + ".target";
    private static final String PLACED = SegmentLabeler.class.getName() + ".placed";
    private static final int DIRECTORY = 1;

    private final Placement placement;
    private final Decisions decisions;
    private final StoredRows rows;
    private final Relocation relocation;
    private final FactProjection facts;
    private final Carving carving;

    SegmentLabeler(
            Placement placement,
            Decisions decisions,
            StoredRows rows,
            Relocation relocation,
            FactProjection facts,
            Carving carving) {
        this.placement = placement;
        this.decisions = decisions;
        this.rows = rows;
        this.relocation = relocation;
        this.facts = facts;
        this.carving = carving;
    }

    @Override
    public void label(RequestDetails request, Bundle bundle) {
        AccessContext context = AccessContext.of(request);
        Placement.Batch batch = placement.batch(context);
        for (BundleEntryComponent entry : bundle.getEntry()) {
            guard(request, entry);
        }
        List<BundleEntryComponent> writes = bundle.getEntry().stream()
                .filter(entry -> entry.getResource() != null)
                .filter(entry -> entry.getRequest().getMethod() == HTTPVerb.POST
                        || entry.getRequest().getMethod() == HTTPVerb.PUT)
                .toList();
        for (BundleEntryComponent entry : writes) {
            identify(entry, batch);
        }
        Map<Resource, Integer> stored = new HashMap<>();
        for (BundleEntryComponent entry : writes) {
            if (entry.getRequest().getMethod() == HTTPVerb.PUT) {
                stored.put(entry.getResource(), existing(request, entry.getResource()));
            }
        }
        for (BundleEntryComponent entry : writes) {
            place(batch, entry.getResource(), stored.get(entry.getResource()));
        }
        requireWritable(context, batch);
    }

    @Override
    public int label(RequestDetails request, IBaseResource resource) {
        AccessContext context = AccessContext.find(request).orElse(null);
        if (context == null) {
            return DIRECTORY; // Conformance, in the system scope; the database refuses anybody else.
        }
        Resource incoming = (Resource) resource;
        Placement.Batch batch = placement.batch(context);
        boolean created = Boolean.TRUE.equals(incoming.getUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED));
        Integer stored = created ? null : existing(request, incoming);
        if (created) {
            batch.admit(incoming);
        }
        int segment = place(batch, incoming, stored);
        requireWritable(context, batch);
        return stored == null ? segment : stored;
    }

    @Override
    public void relabel(RequestDetails request, IBaseResource resource) {
        if (((Resource) resource).getUserData(PLACED) == null) {
            label(request, resource);
        }
    }

    @Override
    public void move(RequestDetails request, IBaseResource stored) {
        Resource resource = (Resource) stored;
        Object target = resource.getUserData(TARGET);
        if (target instanceof Integer segment) {
            relocation.move(resource.fhirType(), resource.getIdElement().getIdPart(), segment);
            resource.setUserData(Constants.RESOURCE_PARTITION_ID, RequestPartitionId.fromPartitionId(segment));
            resource.setUserData(TARGET, null);
        }
    }

    @Override
    public void project(RequestDetails request, IBaseResource stored, boolean deleted) {
        AccessContext context = AccessContext.find(request).orElse(null);
        if (context != null) {
            facts.project((Resource) stored, deleted, context.source());
            Object partition = ((Resource) stored).getUserData(Constants.RESOURCE_PARTITION_ID);
            if (!deleted && partition instanceof RequestPartitionId id) {
                carving.settle((Resource) stored, id.getFirstPartitionIdOrNull());
            }
        }
    }

    @Override
    public boolean visible(RequestDetails request, String type, String id) {
        return rows.segment(request, type, id).isPresent();
    }

    /** A reference that another entry's placeholder stands for is known from here on. */
    private static void identify(BundleEntryComponent entry, Placement.Batch batch) {
        Resource resource = entry.getResource();
        if (entry.getRequest().getMethod() == HTTPVerb.POST) {
            // Set before only by the demo world, inside the server: no request can carry it.
            Object kept = resource.getUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE);
            String id = kept == null ? UUID.randomUUID().toString() : (String) kept;
            resource.setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id);
            resource.setId(new IdType(resource.fhirType(), id));
            batch.placeholder(entry.getFullUrl(), resource);
            batch.admit(resource);
        } else {
            resource.setId(new IdType(entry.getRequest().getUrl()).toUnqualifiedVersionless());
        }
    }

    /** As for a request of its own: nothing conditional, and nothing hidden is patched or deleted. */
    private void guard(RequestDetails request, BundleEntryComponent entry) {
        HTTPVerb method = entry.getRequest().getMethod();
        if (method == HTTPVerb.GET || method == HTTPVerb.HEAD) {
            return;
        }
        refuseConditional(entry);
        if (method == HTTPVerb.PATCH || method == HTTPVerb.DELETE) {
            IdType id = new IdType(entry.getRequest().getUrl());
            if (!visible(request, id.getResourceType(), id.getIdPart())) {
                throw Refusals.notFound();
            }
        }
    }

    private static void refuseConditional(BundleEntryComponent entry) {
        if (entry.getRequest().hasIfNoneExist() || entry.getRequest().getUrl().contains("?")) {
            throw Refusals.invalid(
                    "BUNDLE-002",
                    "conditional create, update and delete would tell whether a hidden record matches, so they are not"
                            + " offered. Search first, then write by id.");
        }
    }

    private int existing(RequestDetails request, Resource resource) {
        OptionalInt segment = rows.segment(
                request, resource.fhirType(), resource.getIdElement().getIdPart());
        return segment.orElseThrow(Refusals::notFound);
    }

    private static int place(Placement.Batch batch, Resource resource, Integer stored) {
        Stamp.check(resource);
        Narratives.check(resource);
        if (resource instanceof Consent consent) {
            ConsentRules.check(consent);
        }
        int segment = batch.place(resource, stored);
        int first = stored == null ? segment : stored;
        resource.setUserData(PLACED, Boolean.TRUE);
        resource.setUserData(Constants.RESOURCE_PARTITION_ID, RequestPartitionId.fromPartitionId(first));
        batch.touches(first, resource.fhirType());
        if (segment != first) {
            resource.setUserData(TARGET, segment);
        }
        return segment;
    }

    private void requireWritable(AccessContext context, Placement.Batch batch) {
        AccessDecision decision = context.decision().orElseGet(() -> decisions.decide(context));
        if (!batch.refused(decision).isEmpty()) {
            decision = decisions.decide(context); // A segment may be new.
        }
        AccessDecision decided = decision;
        batch.refused(decision).stream().findFirst().ifPresent(type -> {
            throw batch.bar(decided).map(Refusals::barred).orElseGet(() -> Refusals.notWritable(type));
        });
    }
}
