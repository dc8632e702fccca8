package health.confidant.server.shred;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who asked for a destruction, who approved it, and its certificate; rows of {@code confidant.destruction}. */
final class Destructions {
    /** A request that waits for the second person. */
    record Pending(UUID id, String requestedBy, Instant at, boolean papers) {}

    private final JdbcTemplate sql;

    Destructions(JdbcTemplate sql) {
        this.sql = sql;
    }

    Optional<Pending> pending(int owner, Instant since) {
        return sql
                .query(
                        """
                        select id, requested_by, requested_at, papers from confidant.destruction
                        where owner = ? and certificate is null and requested_at >= ? order by requested_at desc limit 1
                        """,
                        (row, n) -> new Pending(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                row.getBoolean(4)),
                        owner,
                        since.atOffset(ZoneOffset.UTC))
                .stream()
                .findFirst();
    }

    Pending request(int owner, String reference, String reason, boolean papers, String by, Instant at) {
        UUID id = UUID.randomUUID();
        sql.update(
                """
                insert into confidant.destruction (id, owner, reference, reason, papers, requested_by, requested_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                owner,
                reference,
                reason,
                papers,
                by,
                at.atOffset(ZoneOffset.UTC));
        return new Pending(id, by, at, papers);
    }

    void done(UUID id, String approvedBy, Instant at, String certificate) {
        sql.update(
                "update confidant.destruction set approved_by = ?, destroyed_at = ?, certificate = ? where id = ?",
                approvedBy,
                at.atOffset(ZoneOffset.UTC),
                certificate,
                id);
    }
}
