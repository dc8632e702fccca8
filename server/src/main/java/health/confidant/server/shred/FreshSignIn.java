package health.confidant.server.shred;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * Whether the caller has proved who they are a short while ago: {@code auth_time} of the access token, whose signature
 * the filter chain has checked before this request came here (RFC 9470). A token that does not say, is of long ago.
 */
final class FreshSignIn {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String BEARER = "Bearer ";

    private final Clock clock;

    FreshSignIn(Clock clock) {
        this.clock = clock;
    }

    boolean of(RequestDetails request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        try {
            JWTClaimsSet claims =
                    SignedJWT.parse(header.substring(BEARER.length()).trim()).getJWTClaimsSet();
            Date at = claims.getDateClaim("auth_time");
            Instant now = clock.instant();
            return at != null
                    && !at.toInstant().isBefore(now.minus(LIMIT))
                    && !at.toInstant().isAfter(now.plus(SKEW));
        } catch (ParseException e) {
            return false;
        }
    }
}
