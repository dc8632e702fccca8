package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
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
 * <p>A code request that asks for something unknown passes unchanged to {@link AuthorizationRequestRules}, which can
 * answer at the client's redirect URI.
 */
final class NarrowedScopes {
    private final Clients clients;
    private final AuthenticationConverter code = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final AuthenticationConverter credentials = new OAuth2ClientCredentialsAuthenticationConverter();

    NarrowedScopes(Clients clients) {
        this.clients = clients;
    }

    Authentication codeRequest(HttpServletRequest http) {
        if (!(code.convert(http) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken request)) {
            return null;
        }
        Set<String> scopes = clients.find(request.getClientId())
                .flatMap(client -> GrantedScopes.of(request.getScopes(), client.scopes()))
                .orElse(request.getScopes());
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                request.getAuthorizationUri(),
                request.getClientId(),
                (Authentication) request.getPrincipal(),
                request.getRedirectUri(),
                request.getState(),
                scopes,
                request.getAdditionalParameters());
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
