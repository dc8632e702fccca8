package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.fhir.profile.Fault;
import health.confidant.fhir.profile.ProfileValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/**
 * Nothing is stored that its profile refuses, whatever way it came: singly, in a bundle, as a patch. It looks after the
 * labeling service did, so that who may not write learns nothing of what is wrong.
 */
public final class ValidationInterceptor {
    private static final String VALID = ValidationInterceptor.class.getName() + ".valid";
    private static final Set<HTTPVerb> WRITES = Set.of(HTTPVerb.POST, HTTPVerb.PUT);

    private final ProfileValidator validator;

    public ValidationInterceptor(ProfileValidator validator) {
        this.validator = validator;
    }

    /**
     * A transaction before it begins: all its faults at once, each with its entry. In a batch each entry fails alone,
     * where it is about to be stored.
     */
    @Hook(value = Pointcut.STORAGE_TRANSACTION_PROCESSING, order = 20)
    public void transaction(RequestDetails request, IBaseBundle transaction) {
        Bundle bundle = (Bundle) transaction;
        if (AccessContext.find(request).isEmpty() || bundle.getType() == Bundle.BundleType.BATCH) {
            return;
        }
        // HAPI makes a transaction of each entry of a batch; its place there is not the one in the batch.
        boolean alone = request.getResource() instanceof Bundle asked && asked.getType() == Bundle.BundleType.BATCH;
        List<Fault> faults = new ArrayList<>();
        List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
        for (int i = 0; i < entries.size(); i++) {
            Bundle.BundleEntryComponent entry = entries.get(i);
            if (entry.hasResource() && WRITES.contains(entry.getRequest().getMethod())) {
                String prefix = "Bundle.entry[" + i + "].resource";
                for (Fault fault : validator.faults(entry.getResource())) {
                    faults.add(alone ? fault : new Fault(prefix + below(fault.path()), fault.rule(), fault.text()));
                }
                entry.getResource().setUserData(VALID, Boolean.TRUE);
            }
        }
        refuse(faults);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = 200)
    public void created(RequestDetails request, IBaseResource resource) {
        check(request, (Resource) resource);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = 200)
    public void updated(RequestDetails request, IBaseResource before, IBaseResource after) {
        check(request, (Resource) after);
    }

    private void check(RequestDetails request, Resource resource) {
        if (AccessContext.find(request).isPresent() && resource.getUserData(VALID) == null) {
            refuse(validator.faults(resource));
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusals.faulty(faults);
        }
    }

    private static String below(String path) {
        return path.indexOf('.') < 0 ? "" : path.substring(path.indexOf('.'));
    }
}
