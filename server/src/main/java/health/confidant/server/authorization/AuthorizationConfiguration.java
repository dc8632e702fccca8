package health.confidant.server.authorization;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;

/** All of this package. Import this class alone. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableScheduling
@EnableConfigurationProperties(AuthorizationProperties.class)
@Import({
    TokenConfiguration.class,
    AuthorizationServerConfiguration.class,
    ResourceServerConfiguration.class,
    SignInConfiguration.class
})
public class AuthorizationConfiguration {
    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Accounts accounts(JdbcTemplate database, Passwords passwords) {
        return new Accounts(database, passwords);
    }

    @Bean
    Clients clients(JdbcTemplate database) {
        return new Clients(database);
    }

    @Bean
    SecurityHeaders securityHeaders(AuthorizationProperties properties) {
        return new SecurityHeaders(properties);
    }

    @Bean
    AnyOrigin anyOrigin() {
        return new AnyOrigin();
    }

    @Bean
    ExpiredRows expiredRows(JdbcTemplate database, Clock clock) {
        return new ExpiredRows(database, clock);
    }
}
