package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;

/** First station: ties the caller, and what for, to the FHIR request. */
public final class CallerInterceptor {
    private final CallerSource callers;

    public CallerInterceptor(CallerSource callers) {
        this.callers = callers;
    }

    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = -1000)
    public void identify(RequestDetails request, HttpServletRequest http) {
        callers.current(http).ifPresent(context -> context.attach(request));
    }
}
