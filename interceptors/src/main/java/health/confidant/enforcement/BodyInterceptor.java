package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.fhir.profile.Fault;
import health.confidant.fhir.profile.JsonForm;
import java.util.List;
import java.util.Set;

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
        if (!WRITES.contains(request.getRequestType()) || !isResource(request)) {
            return;
        }
        byte[] body = request.loadRequestContents();
        if (body.length > 0) {
            List<Fault> faults = form.faults(body);
            if (!faults.isEmpty()) {
                throw Refusals.malformed(faults);
            }
        }
    }

    /** A form is a search, a JSON Patch is a list of steps, and a Binary may be any JSON, as itself (FHIR R4, 2.43). */
    private static boolean isResource(RequestDetails request) {
        String type = request.getHeader("Content-Type");
        return "Binary".equals(request.getResourceName())
                ? EncodingEnum.forContentTypeStrict(type) == EncodingEnum.JSON
                : EncodingEnum.forContentType(type) == EncodingEnum.JSON;
    }
}
