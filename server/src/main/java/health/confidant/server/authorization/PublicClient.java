package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A public client that refreshes or revokes: it names itself and presents its token, which is bound to it (RFC 6749,
 * section 6; RFC 7009, section 2.1). The framework knows public clients with a code verifier alone.
 */
final class PublicClient implements AuthenticationConverter, AuthenticationProvider {
    private static final String MARK = PublicClient.class.getName();

    private final RegisteredClientRepository clients;

    PublicClient(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        boolean refreshes = "refresh_token".equals(request.getParameter("grant_type"));
        boolean revokes = request.getRequestURI().endsWith("/oauth2/revoke");
        String id = request.getParameter("client_id");
        boolean proves = request.getHeader("Authorization") != null
                || request.getParameter("client_secret") != null
                || request.getParameter("client_assertion") != null;
        if (!(refreshes || revokes) || id == null || proves) {
            return null;
        }
        if (request.getParameterValues("client_id").length != 1 || request.getQueryString() != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return new OAuth2ClientAuthenticationToken(id, ClientAuthenticationMethod.NONE, null, Map.of(MARK, true));
    }

    /** Null, as the framework wants it, for a client that comes with a code verifier. */
    @Override
    public Authentication authenticate(Authentication attempt) {
        OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) attempt;
        if (!client.getAdditionalParameters().containsKey(MARK)) {
            return null;
        }
        RegisteredClient registered = clients.findByClientId(client.getName());
        if (registered == null
                || !registered.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(registered, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
