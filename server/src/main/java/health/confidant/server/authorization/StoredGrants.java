package health.confidant.server.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Turns the authorization server's grant into rows and back.
 *
 * <p>Access tokens and codes are kept, because they are all that a client can present here. The version of a loaded grant
 * travels in its attributes and is never written among them.
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
        List<StoredToken> tokens = Stream.of(
                        rows.write(grant.getToken(OAuth2AuthorizationCode.class)), rows.write(grant.getAccessToken()))
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
                tokens);
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
        stored.tokens()
                .forEach(token -> grant.token(token(token, presented), metadata -> {
                    metadata.putAll(rows.map(token.metadata()));
                }));
        return grant.build();
    }

    private OAuth2Token token(StoredToken stored, String presented) {
        String value = rows.value(stored, presented);
        if (stored.kind().equals(TokenRows.CODE)) {
            return new OAuth2AuthorizationCode(value, stored.issuedAt(), stored.expiresAt());
        }
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, value, stored.issuedAt(), stored.expiresAt(), stored.scopes());
    }
}
