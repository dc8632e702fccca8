package health.confidant.server.authorization;

import health.confidant.server.authentication.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens (SMART App Launch 2.2, "Scopes for requesting a refresh token"). With {@code offline_access} one lives
 * for {@link #OFFLINE} after the last use, which is more than the three months of 45 CFR 170.315(g)(10)(v)(A)(1)(iii);
 * with {@code online_access} as long as the person's sign-in session; with neither there is none.
 *
 * <p>Requirement 80.
 */
final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {
    static final Duration OFFLINE = Duration.ofDays(120);

    private final Sessions sessions;
    private final Clock clock;

    RefreshTokens(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Instant now = clock.instant();
        Set<String> granted = context.getAuthorization().getAuthorizedScopes();
        if (granted.contains("offline_access")) {
            return new OAuth2RefreshToken(CodeFlow.random(), now, now.plus(OFFLINE));
        }
        return granted.contains("online_access") ? online(context, now) : null;
    }

    private OAuth2RefreshToken online(OAuth2TokenContext context, Instant now) {
        String session = SignedIn.of(context.getPrincipal())
                .map(SignedIn::session)
                .filter(sessions::use)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        return new OAuth2RefreshToken(CodeFlow.random(), now, sessions.end(session));
    }
}
