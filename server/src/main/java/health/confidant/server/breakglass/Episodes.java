package health.confidant.server.breakglass;

import health.confidant.breakglass.BreakGlassRight.Episode;
import health.confidant.breakglass.BreakGlassRight.Review;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The earlier emergencies of a person. */
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
}
