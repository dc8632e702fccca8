package health.confidant.server.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** When the papers of staff and service organisations end. Of several of a kind the last one counts. */
final class Standing {
    private static final String ENDING =
            """
            select holder, kind, max(ends) from confidant.standing
            group by holder, kind having max(ends) >= ? and max(ends) < ? order by 3
            """;

    private static final long LOCK = 7083324;

    /** @param kind training, confidentiality or agreement */
    record End(String holder, String kind, Instant at) {}

    /**
     * One thing that somebody is told, and once.
     *
     * @param about whose paper, or which Task
     * @param kind of paper or Task, and to whom and at which stage it is told
     */
    record Announcement(String about, String kind, Instant due) {}

    private final JdbcTemplate sql;

    Standing(JdbcTemplate sql) {
        this.sql = sql;
    }

    List<End> ending(Instant from, Instant to) {
        return sql.query(ENDING, (row, n) -> end(row), at(from), at(to));
    }

    /** One node at a time: who comes second waits, and sees what the first has announced. */
    <T> T alone(Supplier<T> work) {
        return sql.execute((ConnectionCallback<T>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_lock(" + LOCK + ")");
                try {
                    return work.get();
                } finally {
                    statement.execute("select pg_advisory_unlock(" + LOCK + ")");
                }
            }
        });
    }

    boolean isAnnounced(Announcement told) {
        return Boolean.TRUE.equals(sql.queryForObject(
                "select exists (select from confidant.announcement where holder = ? and kind = ? and ends = ?)",
                Boolean.class,
                told.about(),
                told.kind(),
                at(told.due())));
    }

    void announced(Announcement told) {
        sql.update(
                "insert into confidant.announcement (holder, kind, ends) values (?, ?, ?) on conflict do nothing",
                told.about(),
                told.kind(),
                at(told.due()));
    }

    private static End end(ResultSet row) throws SQLException {
        return new End(
                row.getString(1),
                row.getString(2).toLowerCase(java.util.Locale.ROOT),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
