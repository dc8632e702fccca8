package health.confidant.server.vault;

import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.CallerSource;
import health.confidant.enforcement.DisclosureInterceptor;
import health.confidant.enforcement.DisclosureLedger;
import health.confidant.server.decision.Decisions;
import health.confidant.server.keys.StreamSeal;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The vault and its one endpoint. */
@Configuration
@EnableConfigurationProperties({VaultProperties.class, BucketProperties.class})
public class VaultConfiguration {
    @Bean
    Vault vault(JdbcTemplate sql, VaultProperties properties, BucketProperties bucket, StreamSeal seal) {
        Folder folder = new Folder(properties.directory());
        return new Vault(new Documents(sql), bucket.given() ? new Bucket(bucket, folder) : folder, seal);
    }

    @Bean
    ServletRegistrationBean<DocumentServlet> documentServlet(
            CallerSource callers,
            Decisions decisions,
            StoredRows rows,
            Segments segments,
            AuditSink sink,
            DisclosureLedger ledger,
            Clock clock,
            JdbcTemplate sql,
            Vault vault,
            VaultProperties properties) {
        DocumentDesk desk =
                new DocumentDesk(callers, decisions, rows, segments, sink, new DisclosureInterceptor(ledger), clock);
        ServletRegistrationBean<DocumentServlet> registration = new ServletRegistrationBean<>(
                new DocumentServlet(desk, new Documents(sql), vault, properties.limit()), "/documents/*");
        registration.setName("documents");
        return registration;
    }
}
