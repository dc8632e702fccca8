package health.confidant.enforcement;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import health.confidant.access.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Gives the caller of the current request, at every door alike. */
@FunctionalInterface
public interface CallerSource {
    /** A header that asks for what a declared emergency opens, and for nothing else (42 CFR 2.51). */
    String PURPOSE = "Purpose-Of-Use";

    /** Whom the security filter chain authenticated, for the token's purpose. */
    Optional<AccessContext> authenticated(String address);

    /**
     * The same for the purpose of this request, which is the token's, but for an emergency: that the caller has to name
     * in each request. {@link #PURPOSE} has that one value, BTG.
     *
     * @throws InvalidRequestException PURPOSE-001
     */
    default Optional<AccessContext> current(HttpServletRequest request) {
        String purpose = request.getHeader(PURPOSE);
        if (purpose != null && !purpose.equals(Purpose.BTG.name())) {
            throw Refusals.invalid(
                    "PURPOSE-001", "the header " + PURPOSE + " may say BTG, and only that. Leave it out otherwise.");
        }
        return authenticated(request.getRemoteAddr())
                .map(context -> purpose == null ? context : context.as(Purpose.BTG));
    }
}
