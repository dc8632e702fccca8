package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Obtains an access token from a running server over HTTP, the way an app does: no back door, so that it proves the flow
 * wherever it is used. The token is for standard output or a test, never for a log.
 */
public final class TokenCommand {
    private TokenCommand() {}

    /** Authorization code with PKCE (RFC 6749, section 4.1; RFC 7636), through the sign-in page. */
    public static String authorizationCode(
            URI base, String clientId, URI redirect, String login, String password, String scope)
            throws IOException, InterruptedException {
        return new Browser(base, new Credentials(login, password, Optional.empty())).token(clientId, redirect, scope);
    }

    /** Client credentials with a signed assertion (RFC 7523; SMART Backend Services). RSA signs RS384, EC signs ES384. */
    public static String clientCredentials(URI base, String clientId, JWK key, String scope)
            throws IOException, InterruptedException {
        Wire wire = new Wire(base);
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                scope,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                new Assertion(clientId, key).to(wire.discovered("token_endpoint")));
        return wire.token(form);
    }
}
