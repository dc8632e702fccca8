package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** Labels and places what comes in. Reads look at all partitions: which rows are there is the database's to say. */
public final class LabelingInterceptor {
    private final Labeler labeler;

    public LabelingInterceptor(Labeler labeler) {
        this.labeler = labeler;
    }

    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_READ)
    public RequestPartitionId read() {
        return RequestPartitionId.allPartitions();
    }

    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE)
    public RequestPartitionId create(RequestDetails request, IBaseResource resource) {
        return RequestPartitionId.fromPartitionId(labeler.label(request, resource));
    }

    /** An instance that the caller cannot see answers before HAPI looks at the body: no patch test, no version check. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = 10)
    public void guard(RequestDetails request, RestOperationTypeEnum operation) {
        boolean writes = operation == RestOperationTypeEnum.UPDATE
                || operation == RestOperationTypeEnum.PATCH
                || operation == RestOperationTypeEnum.DELETE;
        if (writes && request.getId() != null) {
            requireVisible(request, request.getResourceName(), request.getId().getIdPart());
        }
    }

    @Hook(value = Pointcut.STORAGE_TRANSACTION_PROCESSING, order = 10)
    public void transaction(RequestDetails request, IBaseBundle bundle) {
        // HAPI comes here again with each entry of a batch as a transaction of its own, which fails alone.
        if (((Bundle) bundle).getType() != Bundle.BundleType.BATCH) {
            labeler.label(request, (Bundle) bundle);
        }
    }

    /** A patch makes a resource that nobody has labelled; an update brings one that create() has. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void patched(RequestDetails request, IBaseResource before, IBaseResource after) {
        labeler.relabel(request, after);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(RequestDetails request, IBaseResource resource) {
        labeler.project(request, resource, false);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(RequestDetails request, IBaseResource before, IBaseResource after) {
        labeler.move(request, after);
        labeler.project(request, after, false);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(RequestDetails request, IBaseResource resource) {
        labeler.project(request, resource, true);
    }

    private void requireVisible(RequestDetails request, String type, String id) {
        if (!labeler.visible(request, type, id)) {
            throw Refusals.notFound();
        }
    }
}
