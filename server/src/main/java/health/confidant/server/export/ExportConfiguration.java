package health.confidant.server.export;

import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.CallerSource;
import health.confidant.server.ServerProperties;
import health.confidant.server.fhir.FhirServlet;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Bulk export: the operation, and where its answers are fetched. */
@Configuration
public class ExportConfiguration {
    @Bean
    Exports exports(JdbcTemplate sql, Clock clock) {
        return new Exports(sql, clock);
    }

    @Bean
    ExportProvider exportProvider(Exports exports, AuditSink sink, ServerProperties server, Clock clock) {
        return new ExportProvider(exports, sink, server.base(), clock);
    }

    @Bean
    ServletRegistrationBean<ExportServlet> exportServlet(
            CallerSource callers,
            Exports exports,
            ServerProperties server,
            AuditSink sink,
            Clock clock,
            @Qualifier("fhirServlet") ServletRegistrationBean<FhirServlet> endpoint) {
        Searches searches = new Searches(endpoint.getServlet(), server.fhirBase());
        ServletRegistrationBean<ExportServlet> registration = new ServletRegistrationBean<>(
                new ExportServlet(callers, exports, searches, sink, clock, server.base()), "/exports/*");
        registration.setName("exports");
        return registration;
    }
}
