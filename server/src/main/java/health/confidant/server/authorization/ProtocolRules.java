package health.confidant.server.authorization;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;

/** Puts our rules where the framework has its own, endpoint by endpoint. */
final class ProtocolRules {
    private final AuthorizationRequestRules requests;
    private final NarrowedScopes scopes;
    private final ClientAssertions assertions;
    private final PublicClient publicClients;
    private final LaunchContext launches;
    private final Introspection introspection;
    private final Predicate<OAuth2AuthorizationCodeRequestAuthenticationContext> consent;

    ProtocolRules(
            AuthorizationRequestRules requests,
            NarrowedScopes scopes,
            ClientAssertions assertions,
            PublicClient publicClients,
            LaunchContext launches,
            Introspection introspection,
            Predicate<OAuth2AuthorizationCodeRequestAuthenticationContext> consent) {
        this.requests = requests;
        this.scopes = scopes;
        this.assertions = assertions;
        this.publicClients = publicClients;
        this.launches = launches;
        this.introspection = introspection;
        this.consent = consent;
    }

    void apply(OAuth2AuthorizationServerConfigurer server) {
        OAuth2AccessTokenResponseAuthenticationSuccessHandler answer =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        answer.setAccessTokenResponseCustomizer(launches);
        server.clientAuthentication(clients -> clients.authenticationConverter(new PresentedAssertion())
                        .authenticationConverter(publicClients)
                        .authenticationProvider(publicClients)
                        .authenticationProviders(providers -> {
                            each(
                                            JwtClientAssertionAuthenticationProvider.class,
                                            provider -> provider.setJwtDecoderFactory(assertions))
                                    .accept(providers);
                            each(
                                            ClientSecretAuthenticationProvider.class,
                                            provider -> provider.setPasswordEncoder(new HashedSecret()))
                                    .accept(providers);
                        }))
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestConverter(scopes::codeRequest)
                        .consentPage(ConsentPages.PATH)
                        .authenticationProviders(
                                each(OAuth2AuthorizationCodeRequestAuthenticationProvider.class, provider -> {
                                    provider.setAuthenticationValidator(requests);
                                    provider.setAuthorizationConsentRequired(consent);
                                })))
                .tokenIntrospectionEndpoint(endpoint -> endpoint.introspectionResponseHandler(introspection))
                .tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverter(scopes::clientCredentials)
                        .accessTokenResponseHandler(answer)
                        .authenticationProviders(each(
                                OAuth2ClientCredentialsAuthenticationProvider.class,
                                provider -> provider.setAuthenticationValidator(ProtocolRules::backend))))
                .authorizationServerMetadataEndpoint(endpoint -> endpoint.authorizationServerMetadataCustomizer(
                        metadata -> metadata.claims(ServerMetadata::describe)))
                .oidc(oidc -> oidc.providerConfigurationEndpoint(endpoint -> endpoint.providerConfigurationCustomizer(
                        metadata -> metadata.claims(ServerMetadata::describe))));
    }

    /** Beside the narrowing, so that neither is the only gate. */
    private static void backend(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        if (GrantedScopes.of(request.getScopes(), context.getRegisteredClient().getScopes())
                .filter(request.getScopes()::equals)
                .isEmpty()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }

    private static <T extends AuthenticationProvider> Consumer<List<AuthenticationProvider>> each(
            Class<T> type, Consumer<T> change) {
        return providers ->
                providers.stream().filter(type::isInstance).map(type::cast).forEach(change);
    }
}
