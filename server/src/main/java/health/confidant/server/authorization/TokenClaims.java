package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What a token says: an access token as RFC 9068 wants it, an id token with {@code fhirUser} (SMART App Launch 2.2).
 *
 * <p>Lists and times are of classes that {@link TokenRows} may read back. The type {@code at+jwt} is what keeps an id token from being used as an access token (RFC 9068, section 5).
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    static final String TYPE = "at+jwt";
    static final String REFERENCE = "reference";
    static final String ROLES = "roles";
    static final String CLIENT = "client_id";
    static final String PATIENT = "patient";
    static final String ENCOUNTER = "encounter";
    static final String PURPOSE = "purpose";
    static final String FHIR_USER = "fhirUser";
    /** OpenID Connect Core 1.0, section 2; RFC 9470 puts both into access tokens. */
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
            access(context, client, purpose(context, client));
            caller(context.getClaims(), client.reference().orElseThrow(), client.roles());
            return;
        }
        Account account = accounts.find(context.getPrincipal().getName())
                .filter(known -> known.mayUse(client.id()))
                .orElseThrow(TokenClaims::refused);
        SignedIn person = SignedIn.of(context.getPrincipal()).orElseThrow(TokenClaims::refused);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            access(context, client, account.patient().isPresent() ? Purpose.PATRQT : client.purpose());
            caller(context.getClaims(), account.reference(), account.roles());
            launch(context, account);
            context.getClaims().claim(FHIR_USER, properties.fhirBase() + "/" + account.reference());
        } else {
            identity(context, account, person);
        }
        context.getClaims().claim(ACR, person.level().acr()).claim(AUTH_TIME, Date.from(person.at()));
    }

    private void access(JwtEncodingContext context, Client client, Purpose purpose) {
        context.getJwsHeader().type(TYPE);
        context.getClaims()
                .audience(new ArrayList<>(List.of(properties.audience(client.portal()))))
                .claim(CLIENT, client.id())
                .claim("scope", String.join(" ", context.getAuthorizedScopes()))
                .claim(PURPOSE, purpose.name());
        client.portal().map(Track::code).ifPresent(track -> context.getClaims().claim("portal", track));
    }

    private static Purpose purpose(JwtEncodingContext context, Client client) {
        return context.getAuthorizationGrant().getPrincipal() instanceof OAuth2ClientAuthenticationToken proved
                        && proved.getCredentials() instanceof Jwt assertion
                ? AssertedPurpose.of(client, assertion)
                : client.purpose();
    }

    /** A patient's own record, whoever asks; else what the launch or the picker put into the grant. */
    private static void launch(JwtEncodingContext context, Account account) {
        OAuth2Authorization grant = context.getAuthorization();
        Optional<String> patient = account.patient()
                .or(() -> Optional.ofNullable(grant.<String>getAttribute(PATIENT)))
                .or(() -> requested(grant, NarrowedScopes.PATIENT));
        patient.ifPresent(it -> context.getClaims().claim(PATIENT, it));
        if (account.patient().isEmpty()) {
            requested(grant, NarrowedScopes.ENCOUNTER)
                    .ifPresent(it -> context.getClaims().claim(ENCOUNTER, it));
        }
    }

    private static Optional<String> requested(OAuth2Authorization grant, String name) {
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return Optional.ofNullable(request)
                .map(OAuth2AuthorizationRequest::getAdditionalParameters)
                .map(parameters -> (String) parameters.get(name));
    }

    /** {@code profile} is what {@code fhirUser} was called in SMART 1.0; here it names the person besides. */
    private void identity(JwtEncodingContext context, Account account, SignedIn person) {
        context.getClaims().claim("amr", new ArrayList<>(person.factors()));
        if (context.getAuthorizedScopes().contains("fhirUser")) {
            context.getClaims().claim(FHIR_USER, properties.fhirBase() + "/" + account.reference());
        }
        if (context.getAuthorizedScopes().contains("profile")) {
            context.getClaims()
                    .claim("profile", properties.fhirBase() + "/" + account.reference())
                    .claim("preferred_username", account.login());
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
