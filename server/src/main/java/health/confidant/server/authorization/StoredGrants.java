package health.confidant.server.authorization;

import health.confidant.server.authentication.Sessions;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Turns the authorization server's grant into rows and back.
 *
 * <p>The version of a loaded grant travels in its attributes and is never written among them; neither is the state of a
 * request whose user is asked something. A grant ends with the session of the person who gave it, unless {@code
 * offline_access} is among its scopes.
 */
final class StoredGrants {
    private static final String VERSION = StoredGrants.class.getName() + ".version";
    private static final Duration KEPT_AFTER = Duration.ofMinutes(10);

    private final RegisteredClientRepository clients;
    private final TokenRows rows;
    private final Clock clock;

    StoredGrants(RegisteredClientRepository clients, TokenRows rows, Clock clock) {
        this.clients = clients;
        this.rows = rows;
        this.clock = clock;
    }

    StoredGrant write(OAuth2Authorization grant) {
        Map<String, Object> attributes = new HashMap<>(grant.getAttributes());
        Object version = attributes.remove(VERSION);
        Object state = attributes.remove(TokenRows.STATE);
        List<StoredToken> tokens = Stream.of(
                        rows.write(grant.getToken(OAuth2AuthorizationCode.class)),
                        rows.write(grant.getAccessToken()),
                        rows.write(grant.getRefreshToken()),
                        rows.write(grant.getToken(OidcIdToken.class)),
                        state((String) state))
                .filter(Objects::nonNull)
                .toList();
        Instant last = tokens.stream()
                .map(StoredToken::expiresAt)
                .max(Instant::compareTo)
                .orElse(clock.instant());
        return new StoredGrant(
                grant.getId(),
                grant.getRegisteredClientId(),
                grant.getPrincipalName(),
                grant.getAuthorizationGrantType().getValue(),
                grant.getAuthorizedScopes(),
                rows.json(attributes),
                version == null ? 0 : (Long) version + 1,
                last.plus(KEPT_AFTER),
                session(grant),
                tokens);
    }

    private StoredToken state(String value) {
        Instant now = clock.instant();
        return value == null ? null : rows.state(value, now, now.plus(KEPT_AFTER));
    }

    private static byte[] session(OAuth2Authorization grant) {
        boolean offline = grant.getAuthorizedScopes().contains("offline_access");
        return grant.getAttribute(Principal.class.getName()) instanceof Authentication person && !offline
                ? SignedIn.of(person).map(SignedIn::session).map(Sessions::key).orElse(null)
                : null;
    }

    /** Null, as the framework wants it, if the client is gone or disabled. */
    OAuth2Authorization read(StoredGrant stored, String presented) {
        RegisteredClient client = clients.findById(stored.client());
        if (client == null) {
            return null;
        }
        OAuth2Authorization.Builder grant = OAuth2Authorization.withRegisteredClient(client)
                .id(stored.id())
                .principalName(stored.principal())
                .authorizationGrantType(new AuthorizationGrantType(stored.grantType()))
                .authorizedScopes(stored.scopes())
                .attributes(attributes -> attributes.putAll(rows.map(stored.attributes())))
                .attribute(VERSION, stored.version());
        for (StoredToken token : stored.tokens()) {
            if (token.kind().equals(TokenRows.STATE)) {
                grant.attribute(TokenRows.STATE, rows.value(token, presented));
            } else {
                Map<String, Object> metadata = rows.map(token.metadata());
                grant.token(token(token, metadata, presented), kept -> kept.putAll(metadata));
            }
        }
        return grant.build();
    }

    @SuppressWarnings("unchecked")
    private OAuth2Token token(StoredToken stored, Map<String, Object> metadata, String presented) {
        String value = rows.value(stored, presented);
        return switch (stored.kind()) {
            case TokenRows.CODE -> new OAuth2AuthorizationCode(value, stored.issuedAt(), stored.expiresAt());
            case TokenRows.REFRESH -> new OAuth2RefreshToken(value, stored.issuedAt(), stored.expiresAt());
            case TokenRows.ID ->
                new OidcIdToken(value, stored.issuedAt(), stored.expiresAt(), (Map<String, Object>)
                        metadata.get(OAuth2Authorization.Token.CLAIMS_METADATA_NAME));
            default ->
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        value,
                        stored.issuedAt(),
                        stored.expiresAt(),
                        stored.scopes());
        };
    }
}
