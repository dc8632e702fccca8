package health.confidant.server.duty;

import health.confidant.accounting.Clocks;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Accountings of disclosures that were asked for and not given: 60 days, once 30 more (45 CFR 164.528(c)). */
final class OpenAccountings {
    static final String KIND = "disclosure-accounting";

    /** @param patient who waits for it */
    record Open(String patient, Instant due) {}

    private final JdbcTemplate sql;

    OpenAccountings(JdbcTemplate sql) {
        this.sql = sql;
    }

    List<Open> all() {
        return sql.query(
                "select o.reference, a.requested, a.extension is not null from confidant.accounting a"
                        + " join confidant.owner o on o.id = a.owner where a.given is null",
                (row, n) -> new Open(
                        row.getString(1),
                        Clocks.due(row.getObject(2, OffsetDateTime.class).toInstant(), row.getBoolean(3))));
    }
}
