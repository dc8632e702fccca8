package health.confidant.server.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * The answer about a token (RFC 7662; SMART App Launch 2.2, "Token introspection"): to the client that it was given to,
 * and to those that the operator allows. It is active as long as the FHIR endpoint would accept it, so that a disabled
 * account or an ended session shows here too.
 */
final class Introspection implements AuthenticationSuccessHandler {
    private static final List<String> TOLD =
            List.of("scope", "client_id", "exp", "iat", "sub", "iss", "aud", "fhirUser", "acr", "auth_time", "purpose");

    private final Clients clients;
    private final GrantsInForce grants;
    private final ObjectMapper json = new ObjectMapper();

    Introspection(Clients clients, GrantsInForce grants) {
        this.clients = clients;
        this.grants = grants;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication done)
            throws IOException {
        OAuth2TokenIntrospectionAuthenticationToken asked = (OAuth2TokenIntrospectionAuthenticationToken) done;
        response.setContentType("application/json");
        json.writeValue(response.getOutputStream(), answer(asked));
    }

    private Map<String, Object> answer(OAuth2TokenIntrospectionAuthenticationToken asked) {
        Map<String, Object> claims = asked.getTokenClaims().getClaims();
        String owner = String.valueOf(claims.get("client_id"));
        if (!asked.getTokenClaims().isActive() || !tells(asked, owner) || !inForce(asked.getToken(), claims, owner)) {
            return Map.of("active", false);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        for (String name : TOLD) {
            Optional.ofNullable(claims.get(name)).ifPresent(value -> answer.put(name, plain(name, value)));
        }
        for (String name : List.of(TokenClaims.PATIENT, TokenClaims.ENCOUNTER)) {
            Optional.ofNullable(claims.get(name))
                    .ifPresent(value -> answer.put(name, LaunchContext.id(value.toString())));
        }
        return answer;
    }

    private boolean tells(OAuth2TokenIntrospectionAuthenticationToken asked, String owner) {
        String asker = ((OAuth2ClientAuthenticationToken) asked.getPrincipal())
                .getRegisteredClient()
                .getClientId();
        return asker.equals(owner)
                || clients.find(asker)
                        .filter(client -> client.more().introspects())
                        .isPresent();
    }

    private boolean inForce(String token, Map<String, Object> claims, String owner) {
        Object subject = claims.get("sub");
        return subject == null // A refresh token: the framework found it active, and it opens nothing by itself.
                || grants.find(token, owner, subject.toString()).isPresent();
    }

    private static Object plain(String name, Object value) {
        if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        if (value instanceof Date date) {
            return date.toInstant().getEpochSecond();
        }
        return name.equals("scope") && value instanceof Iterable<?> scopes ? joined(scopes) : value;
    }

    private static String joined(Iterable<?> scopes) {
        StringBuilder text = new StringBuilder();
        scopes.forEach(scope -> text.append(text.isEmpty() ? "" : " ").append(scope));
        return text.toString();
    }
}
