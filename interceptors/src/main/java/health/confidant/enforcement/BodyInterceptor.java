package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.fhir.profile.Fault;
import health.confidant.fhir.profile.JsonForm;
import health.confidant.fhir.profile.JsonPatchForm;
import health.confidant.fhir.profile.PatchForm;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * A body of which the parser would leave something out is refused before it is parsed. Only what a caller sends is held to
 * this: what is stored is read as it is, so that a record of an older server stays readable.
 */
public final class BodyInterceptor {
    private static final Set<RequestTypeEnum> WRITES =
            Set.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);

    private final JsonForm form;

    public BodyInterceptor(JsonForm form) {
        this.form = form;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        if (!WRITES.contains(request.getRequestType())) {
            return;
        }
        String type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (request.getRequestType() == RequestTypeEnum.PATCH && type.startsWith(Constants.CT_JSON_PATCH)) {
            refuse(JsonPatchForm.faults(request.loadRequestContents()));
        } else if (isResource(request, type) && request.loadRequestContents().length > 0) {
            refuse(form.faults(request.loadRequestContents()));
        }
    }

    /** After an instance that the caller cannot see was answered. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = 20)
    public void patch(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.PATCH && request.getResource() instanceof Parameters patch) {
            refuse(PatchForm.faults(patch, "Parameters"));
        }
    }

    /** In a batch each patch fails alone: HAPI comes here again with its entry as a transaction. */
    @Hook(value = Pointcut.STORAGE_TRANSACTION_PROCESSING, order = 15)
    public void patches(RequestDetails request, IBaseBundle transaction) {
        Bundle bundle = (Bundle) transaction;
        boolean alone = request.getResource() instanceof Bundle asked && asked.getType() == Bundle.BundleType.BATCH;
        for (int i = 0; i < bundle.getEntry().size() && bundle.getType() != Bundle.BundleType.BATCH; i++) {
            Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
            if (entry.getRequest().getMethod() == Bundle.HTTPVerb.PATCH) {
                refuse(faults(entry.getResource(), alone ? "Parameters" : "Bundle.entry[" + i + "].resource"));
            }
        }
    }

    private static List<Fault> faults(Resource patch, String at) {
        if (patch instanceof Parameters steps) {
            return PatchForm.faults(steps, at);
        }
        return patch instanceof Binary steps && steps.hasData() ? JsonPatchForm.faults(steps.getData()) : List.of();
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusals.malformed(faults);
        }
    }

    /** A form is a search, and a Binary may be any JSON, as itself (FHIR R4, 2.43); all else is one, whatever it is called. */
    private static boolean isResource(RequestDetails request, String type) {
        return "Binary".equals(request.getResourceName())
                ? EncodingEnum.forContentTypeStrict(type) == EncodingEnum.JSON
                : !type.startsWith(Constants.CT_X_FORM_URLENCODED);
    }
}
