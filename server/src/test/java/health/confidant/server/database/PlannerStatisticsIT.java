package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What PostgreSQL remembers of the tables that searches join, since planning costs more the more it remembers. */
class PlannerStatisticsIT {
    private static final String REMEMBERED =
            """
            select relname || '.' || attname from pg_attribute a join pg_class c on c.oid = attrelid
             where relnamespace = 'public'::regnamespace and attstattarget > ? and attname like ? order by 1
            """;

    private final JdbcTemplate sql = TestServer.shared().administrator();

    @Test
    void aJoinComparesHundredsOfValuesAndNotMillions() {
        assertThat(remembered(100, "%resource_id")).isEmpty();
        assertThat(remembered(1000, "%")).isEmpty();
        assertThat(remembered(900, "hash%"))
                .as("common codes are still known for what they are")
                .contains("hfj_spidx_token.hash_sys_and_value", "hfj_spidx_token.hash_value");
    }

    private List<String> remembered(int more, String column) {
        return sql.queryForList(REMEMBERED, String.class, more, column);
    }
}
