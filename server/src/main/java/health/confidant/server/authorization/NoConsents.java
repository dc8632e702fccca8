package health.confidant.server.authorization;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/** Remembers nothing: an app that comes again asks again, and what it was allowed lies with its grant alone. */
final class NoConsents implements OAuth2AuthorizationConsentService {
    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        // The grant has the scopes.
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        // There is none.
    }

    @Override
    public OAuth2AuthorizationConsent findById(String client, String person) {
        return null;
    }
}
