package health.confidant.server.authorization;

import health.confidant.access.Assurance;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What a token says: an access token as RFC 9068 wants it, an id token with {@code fhirUser} (SMART App Launch 2.2).
 *
 * <p>Lists are of a class that {@link TokenRows} may read back. The type {@code at+jwt} is what keeps an id token from being used as an access token (RFC 9068, section 5).
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    static final String TYPE = "at+jwt";
    static final String REFERENCE = "reference";
    static final String ROLES = "roles";
    static final String CLIENT = "client_id";
    static final String PATIENT = "patient";
    /** OpenID Connect Core 2; RFC 9470 puts both into access tokens. */
    static final String ACR = "acr";

    static final String AUTH_TIME = "auth_time";

    private final AuthorizationProperties properties;
    private final Accounts accounts;
    private final Clients clients;

    TokenClaims(AuthorizationProperties properties, Accounts accounts, Clients clients) {
        this.properties = properties;
        this.accounts = accounts;
        this.clients = clients;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Client client =
                clients.find(context.getRegisteredClient().getClientId()).orElseThrow(TokenClaims::refused);
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            access(context, client);
            caller(context.getClaims(), client.reference().orElseThrow(), client.roles());
            return;
        }
        Account account = accounts.find(context.getPrincipal().getName())
                .filter(known -> known.mayUse(client.id()))
                .orElseThrow(TokenClaims::refused);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            access(context, client);
            caller(context.getClaims(), account.reference(), account.roles());
            account.patient().ifPresent(patient -> context.getClaims().claim(PATIENT, patient));
            SignIn.time(context.getPrincipal())
                    .ifPresent(time ->
                            context.getClaims().claim(AUTH_TIME, time).claim(ACR, Assurance.Level.PASSWORD.acr()));
        } else {
            identity(context, account);
        }
    }

    private void access(JwtEncodingContext context, Client client) {
        context.getJwsHeader().type(TYPE);
        context.getClaims()
                .audience(new ArrayList<>(List.of(properties.fhirBase())))
                .claim(CLIENT, client.id())
                .claim("scope", String.join(" ", context.getAuthorizedScopes()))
                .claim("purpose", client.purpose().name());
        client.portal().map(Track::code).ifPresent(track -> context.getClaims().claim("portal", track));
    }

    private void identity(JwtEncodingContext context, Account account) {
        context.getClaims().claim("amr", List.of("pwd"));
        if (context.getAuthorizedScopes().contains("fhirUser")) {
            context.getClaims().claim("fhirUser", properties.fhirBase() + "/" + account.reference());
        }
    }

    private static void caller(JwtClaimsSet.Builder claims, String reference, Set<Role> roles) {
        claims.claim(REFERENCE, reference)
                .claim(
                        ROLES,
                        new ArrayList<>(roles.stream().map(Role::name).sorted().toList()));
    }

    private static OAuth2AuthenticationException refused() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
}
