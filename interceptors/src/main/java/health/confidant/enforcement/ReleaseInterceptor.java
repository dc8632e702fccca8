package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import health.confidant.access.Actor;
import health.confidant.fhir.scope.ScopeMatch;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second gate: looks at every resource on its way out, at any depth, and lets out what lies in a readable segment.
 * With row-level security in place it withholds nothing; {@link #withheld()} must stay 0.
 */
public final class ReleaseInterceptor {
    private static final String RELEASED = ReleaseInterceptor.class.getName() + ".released";
    private static final Set<String> UNSTORED = Set.of("OperationOutcome", "CapabilityStatement");

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseInterceptor.class);

    private final AtomicLong withheld = new AtomicLong();

    /** How often the first gate let something through that this one stopped. */
    public long withheld() {
        return withheld.get();
    }

    /** For providers that read through another guarded way than HAPI's tables: the audit log. */
    public static <T extends Resource> T released(T resource) {
        resource.setUserData(RELEASED, Boolean.TRUE);
        return resource;
    }

    /** For answers that an operation made about somebody: whose log it belongs to. */
    public static void about(Resource answer, int segment) {
        answer.setUserData(Constants.RESOURCE_PARTITION_ID, RequestPartitionId.fromPartitionId(segment));
    }

    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = 1000)
    public void show(RequestDetails request, IPreResourceShowDetails details) {
        Optional<AccessContext> context = AccessContext.find(request);
        if (context.isEmpty()) {
            return; // Internal work: what it loads leaves the server through respond(), if at all.
        }
        for (int i = 0; i < details.size(); i++) {
            IBaseResource resource = details.getResource(i);
            if (resource != null && !visible(context.get(), resource)) {
                withheld(request);
                details.setResource(i, null);
            }
        }
    }

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = 1000)
    public void respond(RequestDetails request, ResponseDetails response) {
        IBaseResource resource = response.getResponseResource();
        if (resource == null || UNSTORED.contains(resource.fhirType())) {
            return;
        }
        AccessContext context = AccessContext.of(request);
        if (resource instanceof Bundle bundle && segment(bundle).isEmpty()) {
            sift(request, context, bundle);
        } else if (!visible(context, resource)) {
            withheld(request);
            throw Refusals.notFound();
        }
    }

    private void sift(RequestDetails request, AccessContext context, Bundle bundle) {
        for (Iterator<Bundle.BundleEntryComponent> entries = bundle.getEntry().iterator(); entries.hasNext(); ) {
            Resource resource = entries.next().getResource();
            if (resource == null || UNSTORED.contains(resource.fhirType())) {
                continue;
            }
            if (resource instanceof Bundle inner && segment(inner).isEmpty()) {
                sift(request, context, inner);
            } else if (!visible(context, resource)) {
                withheld(request);
                entries.remove();
            }
        }
    }

    /** The first gate let it pass, so somebody has to look why. */
    private void withheld(RequestDetails request) {
        withheld.incrementAndGet();
        LOG.warn(
                "The release gate withheld a resource from {} (request {}).",
                request.getRestOperationType(),
                request.getRequestId());
    }

    private static boolean visible(AccessContext context, IBaseResource resource) {
        if (resource instanceof Resource r && r.getUserData(RELEASED) != null) {
            return true;
        }
        if (!inScope(context.actor(), resource)) {
            return false;
        }
        return segment(resource)
                .map(id -> context.decision()
                        .orElseThrow(() -> new InternalErrorException("No decision."))
                        .readable()
                        .contains(id))
                .orElse(false);
    }

    /**
     * The token must be for this type at all, and for this resource where it is for some of the type; which letter the
     * interaction needs, the scope interceptor has checked.
     */
    private static boolean inScope(Actor actor, IBaseResource resource) {
        return actor.scopes().stream()
                .filter(scope -> scope.type().equals("*") || scope.type().equals(resource.fhirType()))
                .anyMatch(scope -> ScopeMatch.matches(scope, (Resource) resource));
    }

    /** The segment that HAPI loaded the resource from. */
    static Optional<Integer> segment(IBaseResource resource) {
        Object partition = ((Resource) resource).getUserData(Constants.RESOURCE_PARTITION_ID);
        return partition instanceof RequestPartitionId id && id.hasPartitionIds()
                ? Optional.ofNullable(id.getFirstPartitionIdOrNull())
                : Optional.empty();
    }
}
