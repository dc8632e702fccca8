package health.confidant.server.export;

import health.confidant.access.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Rows of {@code confidant.export}. One that has expired is not there, swept or not. */
final class Exports {
    private final JdbcTemplate sql;
    private final Clock clock;

    Exports(JdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void create(Export export) {
        sql.update(
                "insert into confidant.export (id, client, requester, purpose, types, since, asked, at, expires)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                export.id(),
                export.client(),
                export.requester(),
                export.purpose().name(),
                export.types().toArray(String[]::new),
                export.since().map(Exports::time).orElse(null),
                export.asked(),
                time(export.at()),
                time(export.expires()));
    }

    Optional<Export> find(UUID id) {
        List<Export> found = sql.query(
                "select id, client, requester, purpose, types, since, asked, at, expires from confidant.export"
                        + " where id = ? and expires > ?",
                (row, n) -> read(row),
                id,
                time(clock.instant()));
        return found.stream().findFirst();
    }

    void remove(UUID id) {
        sql.update("delete from confidant.export where id = ?", id);
    }

    /** Whether the client may still ask for anything: asked anew for each page of a file that takes long. */
    boolean inForce(String client) {
        return !sql.queryForList(
                        "select 1 from confidant.client where client_id = ? and not disabled", Integer.class, client)
                .isEmpty();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void sweep() {
        sql.update("delete from confidant.export where expires <= ?", time(clock.instant()));
    }

    private static Export read(ResultSet row) throws SQLException {
        return new Export(
                row.getObject("id", UUID.class),
                row.getString("client"),
                row.getString("requester"),
                Purpose.valueOf(row.getString("purpose")),
                Arrays.asList((String[]) row.getArray("types").getArray()),
                Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getString("asked"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("expires", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
