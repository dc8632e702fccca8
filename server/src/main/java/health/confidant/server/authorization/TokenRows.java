package health.confidant.server.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.springframework.security.jackson2.SecurityJackson2Modules;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.jackson2.OAuth2AuthorizationServerJackson2Module;

/**
 * The value and the metadata of a token as columns.
 *
 * <p>A loaded token whose value nobody presented carries {@code stored:} and its hash in place of the value; saving it
 * again writes the same hash. Nobody can present such a value, because what is presented is hashed first. Types in the JSON
 * are limited by Spring Security's list of allowed classes.
 */
final class TokenRows {
    static final String CODE = "code";
    static final String ACCESS = "access_token";
    static final String REFRESH = "refresh_token";
    static final String ID = "id_token";
    static final String STATE = "state";
    private static final String STORED = "stored:";

    private final ObjectMapper json;

    TokenRows() {
        ClassLoader loader = TokenRows.class.getClassLoader();
        json = new ObjectMapper()
                .registerModules(SecurityJackson2Modules.getModules(loader))
                .registerModule(new OAuth2AuthorizationServerJackson2Module());
    }

    /** Null for null, so that a grant without this kind of token has no row. */
    StoredToken write(OAuth2Authorization.Token<? extends OAuth2Token> token) {
        if (token == null) {
            return null;
        }
        OAuth2Token value = token.getToken();
        return new StoredToken(
                hash(value.getTokenValue()),
                kind(value),
                value.getIssuedAt(),
                value.getExpiresAt(),
                value instanceof OAuth2AccessToken access ? access.getScopes() : Set.of(),
                json(token.getMetadata()),
                token.isInvalidated());
    }

    /** The state of a request whose user is asked something: it stands for the request and so is kept like a token. */
    StoredToken state(String value, Instant now, Instant expires) {
        return new StoredToken(hash(value), STATE, now, expires, Set.of(), "{}", false);
    }

    private static String kind(OAuth2Token value) {
        if (value instanceof OAuth2AccessToken) {
            return ACCESS;
        }
        if (value instanceof OAuth2RefreshToken) {
            return REFRESH;
        }
        return value instanceof OidcIdToken ? ID : CODE;
    }

    String value(StoredToken stored, String presented) {
        boolean same = presented != null && MessageDigest.isEqual(stored.hash(), Fingerprint.of(presented));
        return same ? presented : STORED + HexFormat.of().formatHex(stored.hash());
    }

    String json(Map<String, Object> map) {
        try {
            return json.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A grant cannot be written");
        }
    }

    Map<String, Object> map(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A grant cannot be read");
        }
    }

    private static byte[] hash(String value) {
        return value.startsWith(STORED)
                ? HexFormat.of().parseHex(value.substring(STORED.length()))
                : Fingerprint.of(value);
    }
}
