package health.confidant.enforcement;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import health.confidant.access.Assurance;
import java.time.Duration;
import java.time.Instant;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Proof of who asks, given anew, for what a token or a screen left alone must not be enough for (RFC 9470; 45 CFR
 * 164.312(d)). A token that does not say how and when its person signed in proves nothing.
 */
public final class StepUp {
    /** How old the proof may be for what cannot be taken back. */
    public static final Duration AT_ONCE = Duration.ofMinutes(5);
    /** And for work that goes on for a while. */
    public static final Duration WHILE = Duration.ofMinutes(15);

    private static final Assurance.Level LEAST = Assurance.Level.MULTI_FACTOR;

    private StepUp() {}

    public static boolean proved(AccessContext context, Instant now, Duration limit) {
        return proved(context, now, LEAST, limit);
    }

    /** @param least how the person must have signed in */
    public static boolean proved(AccessContext context, Instant now, Assurance.Level least, Duration limit) {
        return context.assurance()
                .filter(proof -> proof.reaches(least, now, limit))
                .isPresent();
    }

    /** @throws AuthenticationException with the challenge, unless it is proved */
    public static void demand(AccessContext context, Instant now, Duration limit, String code) {
        if (!proved(context, now, limit)) {
            throw refusal(code, limit);
        }
    }

    public static AuthenticationException refusal(String code, Duration limit) {
        return refusal(code, LEAST, limit);
    }

    /** RFC 9470, section 3. */
    public static AuthenticationException refusal(String code, Assurance.Level least, Duration limit) {
        String text = code + " STEP-UP: sign in again" + (least == LEAST ? " with two factors" : "")
                + ", no longer than " + limit.toMinutes() + " minutes before, and repeat with the new token.";
        AuthenticationException refusal = new AuthenticationException(text);
        refusal.setOperationOutcome(Refusals.outcome(IssueType.LOGIN, text));
        refusal.addResponseHeader(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_user_authentication\", acr_values=\"" + least.acr() + "\", max_age=\""
                        + limit.toSeconds() + "\"");
        return refusal;
    }
}
