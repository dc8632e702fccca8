package health.confidant.server.breakglass;

import health.confidant.breakglass.BreakGlassRight.Episode;
import health.confidant.breakglass.BreakGlassRight.Review;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is on file: earlier emergencies of a person, the officers, the time. */
public final class Episodes {
    private final JdbcTemplate sql;

    public Episodes(JdbcTemplate sql) {
        this.sql = sql;
    }

    List<Episode> of(String actor) {
        return sql.query(
                "select starts, review from confidant.emergency where actor = ?",
                (row, n) -> new Episode(
                        row.getObject(1, OffsetDateTime.class).toInstant(), Review.valueOf(row.getString(2))),
                actor);
    }

    List<String> officers() {
        return sql.queryForList(
                "select distinct reference from confidant.account where 'PRIVACY_OFFICER' = any (roles)"
                        + " and not disabled order by 1",
                String.class);
    }

    /** The database's clock, by which the emergency will end. */
    Instant now() {
        return sql.queryForObject("select clock_timestamp()", OffsetDateTime.class)
                .toInstant();
    }
}
