package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How tokens are signed, filled, stored and checked. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    @Bean
    JWKSource<SecurityContext> signingKeys(AuthorizationProperties properties) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(properties.keys())));
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
