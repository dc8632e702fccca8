package health.confidant.server.authorization;

import java.time.Duration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * {@link Clients} in the words of the authorization server.
 *
 * <p>Refresh tokens are exchanged at each use, which binds those of a public client to it (RFC 9700, section 4.14.2); a
 * backend has none and signs a new assertion instead (SMART Backend Services).
 */
final class RegisteredClients implements RegisteredClientRepository {
    private static final Duration CODE = Duration.ofSeconds(60);
    private static final Duration ACCESS = Duration.ofSeconds(300);

    private final Clients clients;

    RegisteredClients(Clients clients) {
        this.clients = clients;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are registered by the operator alone");
    }

    @Override
    public RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public RegisteredClient findByClientId(String id) {
        return clients.find(id).map(RegisteredClients::registered).orElse(null);
    }

    private static RegisteredClient registered(Client client) {
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.name())
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .accessTokenTimeToLive(ACCESS)
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.RS256)
                        .build());
        ClientSettings.Builder settings = ClientSettings.builder()
                .requireProofKey(client.kind() != Client.Kind.BACKEND)
                .requireAuthorizationConsent(false);
        if (client.kind().signs()) {
            settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS384);
        }
        switch (client.kind()) {
            case PUBLIC -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
            case SYMMETRIC ->
                builder.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .clientSecret(client.more().secret().orElseThrow());
            case ASYMMETRIC, BACKEND -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        }
        if (client.kind() == Client.Kind.BACKEND) {
            builder.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        } else {
            builder.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE);
            if (client.refreshes()) {
                builder.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
            }
        }
        return builder.clientSettings(settings.build()).build();
    }
}
