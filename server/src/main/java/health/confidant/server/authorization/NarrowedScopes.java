package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Replaces the requested scopes by the granted ones before the framework sees the request (RFC 6749, section 3.3).
 *
 * <p>It also exchanges the {@code launch} value of an EHR launch for its patient and encounter, which travel with the
 * request under names that no request can set. A visit is chosen there alone: no page asks for one later, so that without
 * one {@code launch/encounter} is withheld, and the consent page says so.
 *
 * <p>A code request that asks for something unknown passes unchanged to {@link AuthorizationRequestRules}, which can
 * answer at the client's redirect URI.
 */
final class NarrowedScopes {
    static final String PATIENT = NarrowedScopes.class.getName() + ".patient";
    static final String ENCOUNTER = NarrowedScopes.class.getName() + ".encounter";
    /** The scopes that were asked for and cannot be offered, with spaces between them. */
    static final String WITHHELD = NarrowedScopes.class.getName() + ".withheld";

    private static final String OF_VISIT = "launch/encounter";

    private final Clients clients;
    private final Launches launches;
    private final AuthenticationConverter code = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final AuthenticationConverter credentials = new OAuth2ClientCredentialsAuthenticationConverter();

    NarrowedScopes(Clients clients, Launches launches) {
        this.clients = clients;
        this.launches = launches;
    }

    Authentication codeRequest(HttpServletRequest http) {
        if (!(code.convert(http) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken request)) {
            return null;
        }
        Set<String> scopes = clients.find(request.getClientId())
                .flatMap(client -> GrantedScopes.of(request.getScopes(), client.scopes()))
                .orElse(request.getScopes());
        Map<String, Object> parameters = launched(request, scopes);
        if (scopes.contains(OF_VISIT) && !parameters.containsKey(ENCOUNTER)) {
            parameters.put(WITHHELD, OF_VISIT);
            scopes = new LinkedHashSet<>(scopes);
            scopes.remove(OF_VISIT);
        }
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                request.getAuthorizationUri(),
                request.getClientId(),
                (Authentication) request.getPrincipal(),
                request.getRedirectUri(),
                request.getState(),
                scopes,
                parameters);
    }

    private Map<String, Object> launched(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, Set<String> scopes) {
        Map<String, Object> parameters = new HashMap<>(request.getAdditionalParameters());
        parameters.remove(PATIENT);
        parameters.remove(ENCOUNTER);
        parameters.remove(WITHHELD);
        if (scopes.contains("launch") && parameters.get("launch") instanceof String value) {
            SignedIn.of((Authentication) request.getPrincipal())
                    .flatMap(person -> launches.redeem(value, person.login(), request.getClientId()))
                    .ifPresent(context -> {
                        parameters.put(PATIENT, context.patient());
                        context.encounter().ifPresent(encounter -> parameters.put(ENCOUNTER, encounter));
                    });
        }
        return parameters;
    }

    Authentication clientCredentials(HttpServletRequest http) {
        if (!(credentials.convert(http) instanceof OAuth2ClientCredentialsAuthenticationToken request)) {
            return null;
        }
        Authentication client = (Authentication) request.getPrincipal();
        if (client == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        Set<String> scopes = clients.find(client.getName())
                .flatMap(known -> GrantedScopes.of(request.getScopes(), known.scopes()))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE));
        return new OAuth2ClientCredentialsAuthenticationToken(client, scopes, request.getAdditionalParameters());
    }
}
