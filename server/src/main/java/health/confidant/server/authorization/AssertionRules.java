package health.confidant.server.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The claims of a client's assertion (RFC 7523, section 3; SMART App Launch 2.2, asymmetric authentication).
 *
 * <p>Issuer and subject are the client, the audience is the token endpoint, it expires within five minutes, and its
 * {@code jti} works once: the database holds the ones that were seen, so that no second node accepts a replay.
 */
final class AssertionRules {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final AuthorizationProperties properties;
    private final JdbcTemplate database;
    private final Clock clock;

    AssertionRules(AuthorizationProperties properties, JdbcTemplate database, Clock clock) {
        this.properties = properties;
        this.database = database;
        this.clock = clock;
    }

    OAuth2TokenValidatorResult check(String client, Jwt jwt) {
        boolean accepted = client.equals(jwt.getClaimAsString("iss"))
                && client.equals(jwt.getSubject())
                && jwt.getAudience() != null
                && jwt.getAudience().contains(properties.tokenEndpoint())
                && timely(jwt)
                && jwt.getId() != null
                && firstTime(client, jwt);
        return accepted
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT));
    }

    private boolean timely(Jwt jwt) {
        Instant now = clock.instant();
        Instant expires = jwt.getExpiresAt();
        return expires != null
                && expires.isAfter(now)
                && !expires.isAfter(now.plus(LONGEST).plus(SKEW))
                && (jwt.getNotBefore() == null || !jwt.getNotBefore().isAfter(now.plus(SKEW)));
    }

    private boolean firstTime(String client, Jwt jwt) {
        return database.update(
                        "insert into confidant.client_assertion (hash, expires_at) values (?, ?) on conflict do nothing",
                        Fingerprint.of(client, jwt.getId()),
                        Columns.time(jwt.getExpiresAt()))
                == 1;
    }
}
