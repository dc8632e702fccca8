package health.confidant.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import health.confidant.server.atrest.AtRestCheck;
import health.confidant.server.canary.Canary;
import health.confidant.server.canary.CanaryWatch;
import health.confidant.server.shred.Shredder;
import health.confidant.server.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** What must hold before the server says that it is ready. */
@Configuration
class StartConfiguration {
    /** How old parts of a document are that no row names and that nobody can be writing. */
    private static final Duration STRAY = Duration.ofDays(1);

    @Bean
    StartCheck startCheck(IInterceptorService interceptors) {
        return new StartCheck(interceptors);
    }

    @Bean
    CanaryWatch canaryHealthIndicator(
            FhirContext fhir, DaoRegistry daos, IHapiTransactionService transactions, JdbcTemplate sql, Clock clock) {
        return new CanaryWatch(new Canary(fhir, daos, transactions, sql), clock);
    }

    @Bean
    @Order(0)
    ApplicationRunner gates(
            StartCheck check, Shredder shredder, AtRestCheck rest, CanaryWatch canary, Vault vault, Clock clock) {
        return arguments -> {
            check.check();
            shredder.replay(); // Before the first request, whatever was restored.
            rest.keyed();
            canary.start();
            rest.sealed();
            vault.sweep(Instant.now(clock).minus(STRAY));
        };
    }
}
