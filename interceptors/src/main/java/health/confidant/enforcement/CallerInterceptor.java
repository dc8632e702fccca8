package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Purpose;
import jakarta.servlet.http.HttpServletRequest;

/**
 * First station: ties the authenticated caller to the FHIR request. The purpose is the client's, but for an emergency,
 * which the caller has to name in each request: {@link #PURPOSE} has that one value, BTG.
 */
public final class CallerInterceptor {
    /** Asks for what a declared emergency opens, and for nothing else (42 CFR 2.51). */
    public static final String PURPOSE = "Purpose-Of-Use";

    private final CallerSource callers;

    public CallerInterceptor(CallerSource callers) {
        this.callers = callers;
    }

    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = -1000)
    public void identify(RequestDetails request, HttpServletRequest http) {
        String purpose = http.getHeader(PURPOSE);
        if (purpose != null && !purpose.equals(Purpose.BTG.name())) {
            throw Refusals.invalid(
                    "PURPOSE-001", "the header " + PURPOSE + " may say BTG, and only that. Leave it out otherwise.");
        }
        callers.current(http.getRemoteAddr())
                .map(context -> purpose == null ? context : context.as(Purpose.BTG))
                .ifPresent(context -> context.attach(request));
    }
}
