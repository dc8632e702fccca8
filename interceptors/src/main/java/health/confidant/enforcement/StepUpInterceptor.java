package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.privacy.FreshProof;
import java.time.Clock;

/**
 * What a privacy officer does, rather than asks, wants a fresh proof of who does it. Whatever is not a GET or a search is
 * taken for an act, so that no new operation is forgotten here.
 */
public final class StepUpInterceptor {
    private final Clock clock;

    public StepUpInterceptor(Clock clock) {
        this.clock = clock;
    }

    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = 100)
    public void demand(RequestDetails request, RestOperationTypeEnum operation) {
        boolean asks = request.getRequestType() == RequestTypeEnum.GET
                || operation == RestOperationTypeEnum.SEARCH_TYPE
                || operation == RestOperationTypeEnum.METADATA;
        if (asks) {
            return; // Of some requests nobody is the caller.
        }
        AccessContext context = AccessContext.of(request);
        if (FreshProof.wanted(context.actor(), true)) {
            StepUp.demand(context, clock.instant(), StepUp.WHILE, "AUTH-002");
        }
    }
}
