package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;

/**
 * Refuses a service organisation without an agreement in force in plain words, before anything is looked at: the answer
 * is the same whatever it asks for. The AGREEMENT policy closes the records all the same.
 *
 * <p>42 CFR 2.12(c)(4); 45 CFR 164.504(e).
 */
public final class AgreementInterceptor {
    private final AgreementSource agreements;

    public AgreementInterceptor(AgreementSource agreements) {
        this.agreements = agreements;
    }

    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = -10)
    public void check(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.METADATA) {
            return;
        }
        agreements.refusal(AccessContext.of(request)).ifPresent(why -> {
            throw Refusals.forbidden("ACCESS-006 AGREEMENT", why);
        });
    }
}
