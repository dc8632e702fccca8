package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import health.confidant.server.authentication.Sessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How tokens are signed, filled, stored and checked. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    @Bean
    SigningKeys signingKeys(AuthorizationProperties properties, Clock clock) {
        return new SigningKeys(properties.keys(), clock);
    }

    @Bean
    OAuth2TokenGenerator<?> tokenGenerator(SigningKeys keys, TokenClaims claims, Sessions sessions, Clock clock) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(keys::signing);
        JwtGenerator tokens = new JwtGenerator(encoder);
        tokens.setJwtCustomizer(claims);
        return new DelegatingOAuth2TokenGenerator(tokens, new RefreshTokens(sessions, clock));
    }

    /** What was allowed is kept with the grant, and asked for again with each new one. */
    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new NoConsents();
    }

    @Bean
    TokenClaims tokenClaims(AuthorizationProperties properties, Accounts accounts, Clients clients) {
        return new TokenClaims(properties, accounts, clients);
    }

    @Bean
    JwtDecoder accessTokenDecoder(AuthorizationProperties properties, JWKSource<SecurityContext> keys, Clock clock) {
        return AccessTokenRules.decoder(properties, keys, clock);
    }

    @Bean
    GrantsInForce grantsInForce(JdbcTemplate database) {
        return new GrantsInForce(database);
    }

    @Bean
    RegisteredClientRepository registeredClients(Clients clients) {
        return new RegisteredClients(clients);
    }

    @Bean
    OAuth2AuthorizationService authorizationStore(
            JdbcTemplate database,
            PlatformTransactionManager transactions,
            RegisteredClientRepository clients,
            Clock clock) {
        StoredGrants grants = new StoredGrants(clients, new TokenRows(), clock);
        return new AuthorizationStore(database, new TransactionTemplate(transactions), grants);
    }
}
