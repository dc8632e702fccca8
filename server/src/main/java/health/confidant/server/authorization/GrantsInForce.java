package health.confidant.server.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The grants behind access tokens, as the database has them at this moment (45 CFR 164.308(a)(3)(ii)(C)). One that was read
 * before is good while no transaction that its reading could not see has changed any; that is one number, asked for each
 * time, instead of five tables (ADR 0082).
 */
final class GrantsInForce {
    static final String CHANGED =
            "select coalesce((select changed from confidant.grant_change order by changed desc limit 1)"
                    + " >= ?::text::xid8, false)";
    private static final int GRANTS = 10_000;
    /** Whoever changes rows behind the triggers' back is noticed then. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Key(ByteBuffer token, String client, String principal) {}

    /** @param since the oldest transaction whose changes the grant was read without */
    private record Known(GrantInForce grant, long since) {}

    private final JdbcTemplate database;
    private final Cache<Key, Known> known =
            Caffeine.newBuilder().maximumSize(GRANTS).expireAfterWrite(KEPT).build();

    GrantsInForce(JdbcTemplate database) {
        this.database = database;
    }

    /** Nothing for a token that was never given to this client for this principal, or is in force no more. */
    Optional<GrantInForce> find(String token, String client, String principal) {
        byte[] hash = Fingerprint.of(token);
        Key key = new Key(ByteBuffer.wrap(hash), client, principal);
        Known before = known.getIfPresent(key);
        if (before != null && !changedSince(before.since())) {
            return Optional.of(before.grant());
        }
        Optional<Known> now = database
                .query(
                        GrantInForce.QUERY,
                        (row, n) -> new Known(GrantInForce.read(row), row.getLong("since")),
                        hash,
                        client,
                        principal)
                .stream()
                .findFirst();
        now.ifPresentOrElse(fresh -> known.put(key, fresh), () -> known.invalidate(key));
        return now.map(Known::grant);
    }

    private boolean changedSince(long transaction) {
        return !Boolean.FALSE.equals(database.queryForObject(CHANGED, Boolean.class, Long.toString(transaction)));
    }
}
