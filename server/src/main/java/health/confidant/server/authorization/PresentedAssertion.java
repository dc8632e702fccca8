package health.confidant.server.authorization;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the assertion in a request. SMART backends send no {@code client_id} (SMART Backend Services, "Obtain access
 * token"), which the framework demands; so the issuer says whose keys to try. {@link ClientAssertions} then proves it.
 */
final class PresentedAssertion implements AuthenticationConverter {
    private static final ClientAuthenticationMethod TYPE =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    @Override
    public Authentication convert(HttpServletRequest request) {
        if (request.getParameter("client_assertion") == null || request.getParameter("client_id") != null) {
            return null;
        }
        String assertion = single(request, "client_assertion");
        if (!TYPE.getValue().equals(single(request, "client_assertion_type")) || request.getQueryString() != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return new OAuth2ClientAuthenticationToken(issuer(assertion), TYPE, assertion, Map.of());
    }

    private static String issuer(String assertion) {
        try {
            String issuer = JWTParser.parse(assertion).getJWTClaimsSet().getIssuer();
            if (issuer != null && issuer.indexOf('\0') < 0) {
                return issuer;
            }
        } catch (ParseException e) {
            // What it says does not matter to the caller; it is no assertion.
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private static String single(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null || values.length != 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return values[0];
    }
}
