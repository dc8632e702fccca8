package health.confidant.server.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * The authorization request beyond what the framework checks, which is the grant type and PKCE with S256.
 *
 * <p>The redirect URI must equal a registered one character by character, also on the loopback interface, where the
 * framework would let the port differ (RFC 9700, section 4.1.3). A wrong one is never redirected to. {@code aud} is our
 * FHIR base (SMART App Launch 2.2, "Obtain authorization code"); without it no request is about records.
 */
final class AuthorizationRequestRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    /** Scopes that say who the person is and open no record. */
    private static final Set<String> IDENTITY = Set.of("openid", "fhirUser", "profile");

    private final AuthorizationProperties properties;
    private final Accounts accounts;

    AuthorizationRequestRules(AuthorizationProperties properties, Accounts accounts) {
        this.properties = properties;
        this.accounts = accounts;
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Set<String> registered = context.getRegisteredClient().getRedirectUris();
        if (request.getRedirectUri() == null || !registered.contains(request.getRedirectUri())) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, request, null);
        }
        Map<String, Object> parameters = request.getAdditionalParameters();
        boolean records = request.getScopes().stream().anyMatch(scope -> !IDENTITY.contains(scope));
        if ((records || parameters.containsKey("aud")) && !audience(parameters.get("aud"))) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, request, request.getRedirectUri());
        }
        if (GrantedScopes.of(request.getScopes(), context.getRegisteredClient().getScopes())
                .isEmpty()) {
            throw refusal(OAuth2ErrorCodes.INVALID_SCOPE, request, request.getRedirectUri());
        }
        signedIn(request).ifPresent(login -> account(request, login));
    }

    private boolean audience(Object aud) {
        return properties.fhirBase().equals(aud) || (properties.fhirBase() + "/").equals(aud);
    }

    /** Somebody who is no patient has no patient in context until a launch names one or the person picks one. */
    private void account(OAuth2AuthorizationCodeRequestAuthenticationToken request, String login) {
        Account account = accounts.find(login)
                .filter(known -> known.mayUse(request.getClientId()))
                .orElseThrow(() -> refusal(OAuth2ErrorCodes.ACCESS_DENIED, request, request.getRedirectUri()));
        boolean launched = request.getAdditionalParameters().containsKey(NarrowedScopes.PATIENT);
        if (request.getScopes().contains("launch") && !launched) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, request, request.getRedirectUri());
        }
        boolean picked = launched || request.getScopes().contains("launch/patient");
        boolean aboutPatient = request.getScopes().stream().anyMatch(scope -> scope.startsWith("patient/"));
        if (aboutPatient && !picked && account.patient().isEmpty()) {
            throw refusal(OAuth2ErrorCodes.INVALID_SCOPE, request, request.getRedirectUri());
        }
    }

    private static Optional<String> signedIn(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        Authentication principal = (Authentication) request.getPrincipal();
        boolean known = principal.isAuthenticated() && !(principal instanceof AnonymousAuthenticationToken);
        return known ? Optional.of(principal.getName()) : Optional.empty();
    }

    /** Without a redirect URI the answer is an error page of ours. */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
            String code, OAuth2AuthorizationCodeRequestAuthenticationToken request, String redirectUri) {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        request.getAuthorizationUri(),
                        request.getClientId(),
                        (Authentication) request.getPrincipal(),
                        redirectUri,
                        request.getState(),
                        request.getScopes(),
                        request.getAdditionalParameters());
        answer.setAuthenticated(true);
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code), answer);
    }
}
