package health.confidant.server.program;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who answers for privacy (45 CFR 164.530(a)(1)), and the time by the database's clock. */
public final class Officers {
    private final JdbcTemplate sql;

    public Officers(JdbcTemplate sql) {
        this.sql = sql;
    }

    public List<String> references() {
        return sql.queryForList(
                "select distinct reference from confidant.account where 'PRIVACY_OFFICER' = any (roles)"
                        + " and not disabled order by 1",
                String.class);
    }

    public Instant now() {
        return sql.queryForObject("select clock_timestamp()", OffsetDateTime.class)
                .toInstant();
    }
}
