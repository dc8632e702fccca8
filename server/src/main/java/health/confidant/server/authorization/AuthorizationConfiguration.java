package health.confidant.server.authorization;

import health.confidant.server.authentication.BreachedPasswords;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authentication.Passkeys;
import health.confidant.server.authentication.RecoveryCodes;
import health.confidant.server.authentication.SecretBox;
import health.confidant.server.authentication.Sessions;
import health.confidant.server.authentication.SignInHistory;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;

/** All of this package. Import this class alone. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableScheduling
@EnableConfigurationProperties({AuthorizationProperties.class, SignInProperties.class, NoticeProperties.class})
@Import({
    TokenConfiguration.class,
    AuthorizationServerConfiguration.class,
    ResourceServerConfiguration.class,
    SignInConfiguration.class,
    PageConfiguration.class
})
public class AuthorizationConfiguration {
    /** Every rule for a path is a path pattern, which needs no handler to be looked up before it is judged. */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    @Bean
    static NoHandlerCache noHandlerCache() {
        return new NoHandlerCache();
    }

    @Bean
    Passwords passwords(SignInProperties properties) {
        return new Passwords(new BreachedPasswords(properties.breached()));
    }

    @Bean
    OneTimePasswords oneTimePasswords(JdbcTemplate database, AuthorizationProperties properties, Clock clock) {
        return new OneTimePasswords(database, SecretBox.in(properties.keys()), clock);
    }

    @Bean
    RecoveryCodes recoveryCodes(JdbcTemplate database) {
        return new RecoveryCodes(database);
    }

    @Bean
    Passkeys passkeys(JdbcTemplate database, AuthorizationProperties properties) {
        return new Passkeys(database, properties.base());
    }

    @Bean
    Sessions sessions(JdbcTemplate database, Clock clock) {
        return new Sessions(database, clock);
    }

    @Bean
    SignInHistory signInHistory(JdbcTemplate database, Clock clock) {
        return new SignInHistory(database, clock);
    }

    @Bean
    Launches launches(JdbcTemplate database, Clock clock) {
        return new Launches(database, clock);
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
    ExpiredRows expiredRows(JdbcTemplate database, Sessions sessions, SignInHistory history, Clock clock) {
        return new ExpiredRows(database, sessions, history, clock);
    }
}
