package health.confidant.server.authorization;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/** Tells the app beside the token which patient it is about (SMART App Launch 2.2, "Scopes and Launch Context"). */
final class LaunchContext implements Consumer<OAuth2AccessTokenAuthenticationContext> {
    @Override
    public void accept(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken issued = context.getAuthentication();
        String patient = patient(issued.getAccessToken().getTokenValue());
        if (patient != null) {
            Map<String, Object> parameters = new HashMap<>(issued.getAdditionalParameters());
            parameters.put("patient", patient.substring(patient.indexOf('/') + 1));
            context.getAccessTokenResponse().additionalParameters(parameters);
        }
    }

    private static String patient(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getStringClaim(TokenClaims.PATIENT);
        } catch (ParseException e) {
            throw new IllegalStateException("The server issued a token that is no JWT");
        }
    }
}
