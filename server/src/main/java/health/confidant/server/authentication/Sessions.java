package health.confidant.server.authentication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The sign-in sessions in {@code confidant.session}, which every node sees. One ends after {@link #IDLE} without use,
 * {@link #LONGEST} after its start, and at once when its owner or the operator ends it (45 CFR 164.312(a)(2)(iii)).
 */
public final class Sessions {
    public static final Duration IDLE = Duration.ofMinutes(15);
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final String ALIVE = " ended_at is null and seen_at > ? and started_at > ?";
    private static final int LONGEST_AGENT = 200;

    /**
     * A session as its owner sees it.
     *
     * @param handle names the session to its owner; it opens nothing
     */
    public record Session(
            String handle, Instant started, Instant seen, List<String> factors, String address, String agent) {
        public String program() {
            return Program.name(agent);
        }
    }

    private final JdbcTemplate database;
    private final Clock clock;

    public Sessions(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Opens a session; the secret names it and is kept by the server's own session alone. */
    public String open(String login, List<String> factors, String address, String agent) {
        String secret = Digest.secret();
        OffsetDateTime now = time(clock.instant());
        database.update(
                "insert into confidant.session (id, login, started_at, seen_at, proved_at, factors, address, agent)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                Digest.of(secret),
                login,
                now,
                now,
                now,
                factors.toArray(String[]::new),
                address,
                shortened(agent));
        return secret;
    }

    /** Whether it is in force; using it starts its idle time anew. */
    public boolean use(String secret) {
        Instant now = clock.instant();
        return database.update(
                        "update confidant.session set seen_at = ? where id = ? and" + ALIVE,
                        time(now),
                        Digest.of(secret),
                        time(now.minus(IDLE)),
                        time(now.minus(LONGEST)))
                == 1;
    }

    /** When it ends at the latest. */
    public Instant end(String secret) {
        return database
                .queryForList(
                        "select started_at from confidant.session where id = ?",
                        OffsetDateTime.class,
                        Digest.of(secret))
                .stream()
                .findFirst()
                .map(started -> started.toInstant().plus(LONGEST))
                .orElse(Instant.EPOCH);
    }

    public List<Session> of(String login) {
        Instant now = clock.instant();
        return database.query(
                "select * from confidant.session where login = ? and" + ALIVE + " order by started_at desc",
                (row, n) -> session(row),
                login,
                time(now.minus(IDLE)),
                time(now.minus(LONGEST)));
    }

    public void close(String secret) {
        close(Digest.of(secret));
    }

    /** Ends a session of the login's own. */
    public void close(String login, String handle) {
        byte[] id = id(handle);
        if (!database.queryForList("select 1 from confidant.session where id = ? and login = ?", id, login)
                .isEmpty()) {
            close(id);
        }
    }

    public void closeAll(String login) {
        database.update(
                "update confidant.session set ended_at = ? where login = ? and ended_at is null",
                time(clock.instant()),
                login);
    }

    /** The name of a session in other tables. */
    public static byte[] key(String secret) {
        return Digest.of(secret);
    }

    public static String handle(String secret) {
        return HexFormat.of().formatHex(Digest.of(secret));
    }

    /** Forgets what ended long ago. */
    public void sweep() {
        database.update(
                "delete from confidant.session where started_at < ?",
                time(clock.instant().minus(Duration.ofDays(90))));
    }

    private void close(byte[] id) {
        database.update(
                "update confidant.session set ended_at = ? where id = ? and ended_at is null",
                time(clock.instant()),
                id);
    }

    private static byte[] id(String handle) {
        return handle.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(handle) : new byte[0];
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                HexFormat.of().formatHex(row.getBytes("id")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                Arrays.asList((String[]) row.getArray("factors").getArray()),
                row.getString("address"),
                row.getString("agent"));
    }

    static String shortened(String agent) {
        String text = agent == null ? "" : agent;
        return text.length() > LONGEST_AGENT ? text.substring(0, LONGEST_AGENT) : text;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
