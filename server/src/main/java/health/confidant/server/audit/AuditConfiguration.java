package health.confidant.server.audit;

import health.confidant.enforcement.AuditSink;
import health.confidant.server.journal.Journal;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The one audit sink. */
@Configuration
public class AuditConfiguration {
    @Bean
    AuditSink auditSink(Journal journal, JdbcTemplate sql, Segments segments, StoredRows rows) {
        return new JournalSink(journal, sql, segments, rows);
    }
}
