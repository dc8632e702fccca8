package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import health.confidant.Policies;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.server.database.ScopedTransactionService;
import health.confidant.server.decision.Decisions;
import health.confidant.server.decision.FactStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** The beans of HAPI's that ours stand in for, by the same names. */
@Configuration
public class GuardedHapiConfiguration {
    @Bean
    static ClosedSurface closedSurface() {
        return new ClosedSurface();
    }

    @Bean
    static QuickStart quickStart() {
        return new QuickStart();
    }

    @Bean
    SurfaceSearchParameters searchParamRegistry() {
        return new SurfaceSearchParameters();
    }

    @Bean
    Reindexing reindexing(
            JdbcTemplate sql,
            DaoRegistry daos,
            ObjectProvider<IHapiTransactionService> transactions,
            SurfaceSearchParameters parameters) {
        return new Reindexing(sql, daos, transactions::getObject, parameters);
    }

    /** Before the demo world: what a new database gets is indexed when it is written. */
    @Bean
    @Order(4)
    ApplicationRunner indexAtStart(Reindexing reindexing) {
        return arguments -> reindexing.start();
    }

    @Bean
    ISearchParamExtractor searchParamExtractor() {
        return new LateSearchParamExtractor();
    }

    @Bean
    PolicyDecisionPoint policyDecisionPoint() {
        return new PolicyDecisionPoint(Policies.all());
    }

    @Bean
    Decisions decisions(JdbcTemplate sql, PolicyDecisionPoint pdp) {
        return new Decisions(new FactStore(sql), pdp);
    }

    @Bean
    HapiTransactionService hapiTransactionService(JdbcTemplate sql, Decisions decisions) {
        return new ScopedTransactionService(sql, decisions);
    }

    @Bean
    MemoryCacheService memoryCacheService(
            JpaStorageSettings settings, ObjectProvider<HapiTransactionService> transactions) {
        Supplier<ScopedTransactionService> service = ScopedTransactionService.late(transactions);
        return new CallerBlindCaches(settings, () -> service.get().reading());
    }

    /** Raw, as HAPI's own: it asks for this bean by several arguments. */
    @Bean
    @SuppressWarnings("rawtypes")
    IIdHelperService idHelperService(ObjectProvider<HapiTransactionService> transactions) {
        return new TargetIds(ScopedTransactionService.late(transactions));
    }

    @Bean
    DatabaseBackedPagingProvider databaseBackedPagingProvider(Decisions decisions, JpaStorageSettings settings) {
        return new BoundPages(decisions, Duration.ofMillis(settings.getExpireSearchResultsAfterMillis()));
    }
}
