package health.confidant.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.journal.Journal;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The ways into the journal: the FHIR endpoint's sink, the doors before it, and the node itself. */
@Configuration
public class AuditConfiguration {
    /** Spring Security's chain registers at -100. */
    private static final int BEFORE_SECURITY = -140;

    @Bean
    AuditSink auditSink(
            Journal journal, JdbcTemplate sql, Segments segments, StoredRows rows, SoughtPatients patients) {
        return new JournalSink(journal, sql, segments, rows, patients);
    }

    @Bean
    SoughtPatients soughtPatients(
            JdbcTemplate sql,
            FhirContext fhir,
            ObjectProvider<IHapiTransactionService> transactions,
            ObjectProvider<MatchUrlService> urls,
            ObjectProvider<DaoRegistry> daos) {
        return new SoughtPatients(
                sql,
                fhir,
                SingletonSupplier.of(transactions::getObject),
                SingletonSupplier.of(urls::getObject),
                SingletonSupplier.of(daos::getObject));
    }

    @Bean
    Strangers strangers() {
        return new Strangers();
    }

    @Bean
    FilterRegistrationBean<Filter> doorFilter(Journal journal, JdbcTemplate sql, Strangers strangers, Clock clock) {
        return registration(new DoorFilter(journal, new KnownNames(sql), strangers, clock), "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> tokenlessFilter(Journal journal, Strangers strangers, Clock clock) {
        return registration(
                new TokenlessFilter(journal, strangers, clock), "/fhir/*", "/documents/*", "/devices/*", "/exports/*");
    }

    @Bean
    RouterFunction<ServerResponse> journalPage(JdbcTemplate sql) {
        return RouterFunctions.route()
                .GET("/.well-known/audit-journal", new JournalPage(sql)::show)
                .build();
    }

    @Bean
    NodeRecords nodeRecords(Journal journal, ConfigurableEnvironment environment, DataKeys keys, Clock clock) {
        return new NodeRecords(journal, environment, keys::wrappedBy, clock);
    }

    @Bean
    ActRecords actRecords(JdbcTemplate sql, Journal journal) {
        return new ActRecords(sql, journal);
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, String... paths) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(paths);
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }
}
