package health.confidant.server.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/**
 * Tells the app beside the token which patient and encounter it is about, whether it must show whom, and how the
 * program's pages look (SMART App Launch 2.2, "Scopes and Launch Context").
 */
final class LaunchContext implements Consumer<OAuth2AccessTokenAuthenticationContext> {
    private final AuthorizationProperties properties;

    LaunchContext(AuthorizationProperties properties) {
        this.properties = properties;
    }

    @Override
    public void accept(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken issued = context.getAuthentication();
        JWTClaimsSet claims = claims(issued.getAccessToken().getTokenValue());
        if (claims.getClaim(TokenClaims.PATIENT) != null) {
            Map<String, Object> parameters = new HashMap<>(issued.getAdditionalParameters());
            for (String name : List.of(TokenClaims.PATIENT, TokenClaims.ENCOUNTER)) {
                Optional.ofNullable(claims.getClaim(name)).ifPresent(it -> parameters.put(name, id(it.toString())));
            }
            parameters.put("need_patient_banner", true);
            parameters.put("smart_style_url", properties.base() + "/assets/smart-style.json");
            context.getAccessTokenResponse().additionalParameters(parameters);
        }
    }

    static String id(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException("The server issued a token that is no JWT");
        }
    }
}
