package health.confidant.server.shred;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Legal holds; rows of {@code confidant.legal_hold}. While one is in force, nothing of the owner is destroyed, and
 * nothing of a couple that the owner is or was in: what a court wants of Maya is in her joint notes too.
 */
public final class Holds {
    private final JdbcTemplate sql;

    public Holds(JdbcTemplate sql) {
        this.sql = sql;
    }

    public boolean held(int owner) {
        return Boolean.TRUE.equals(sql.queryForObject(
                """
                select exists (select from confidant.legal_hold where lifted_at is null and (owner = ?
                    or owner in (select partner from confidant.couple where couple = ?)))
                """,
                Boolean.class,
                owner,
                owner));
    }

    void place(int owner, String reason, String by, Instant at) {
        sql.update(
                "insert into confidant.legal_hold (owner, reason, placed_by, placed_at) values (?, ?, ?, ?)",
                owner,
                reason,
                by,
                at.atOffset(ZoneOffset.UTC));
    }

    /** @return how many holds that were */
    int lift(int owner, String by, Instant at) {
        return sql.update(
                "update confidant.legal_hold set lifted_by = ?, lifted_at = ? where owner = ? and lifted_at is null",
                by,
                at.atOffset(ZoneOffset.UTC),
                owner);
    }
}
