package health.confidant.server.disclosure;

import health.confidant.enforcement.DisclosureLedger;
import health.confidant.server.segment.Segments;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger of disclosures. */
@Configuration
public class DisclosureConfiguration {
    @Bean
    DisclosureLedger disclosureLedger(DataSource source, JdbcTemplate sql, Segments segments) {
        return new JdbcDisclosureLedger(source, sql, segments);
    }
}
