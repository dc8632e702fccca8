package health.confidant.server.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Slows guessing down, for an account and for an address, without locking the owner out (NIST SP 800-63B, section 5.2.2).
 *
 * <p>Each try is counted before the password is looked at, in one statement, so that parallel guesses cannot slip past. A
 * refused try does not prolong the pause. Pauses double and end within minutes, and an account's own pause does not apply
 * at an address where its owner signed in within the last thirty days: a stranger who keeps guessing stops a stranger.
 * The tables hold hashes of logins and addresses.
 */
final class SignInThrottle {
    private static final Duration FORGET = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofDays(30);

    private enum Counter {
        /** One login from one address. */
        PAIR(5, 900),
        /** One login from everywhere. */
        ACCOUNT(20, 60),
        /** All logins from one address, which many people may share. */
        ADDRESS(50, 300);

        final int free;
        final int longestPause;

        Counter(int free, int longestPause) {
            this.free = free;
            this.longestPause = longestPause;
        }
    }

    private static final String COUNT = "insert into confidant.sign_in_throttle as t (hash, tries, last_try)"
            + " values (?, 1, ?) on conflict (hash) do update"
            + " set tries = case when t.last_try < ? then 1 else t.tries + 1 end, last_try = excluded.last_try"
            + " where t.tries < ? or t.last_try < ?"
            + " or t.last_try + make_interval(secs => least(?, power(2, least(t.tries - ?, 20)))) <= excluded.last_try";

    private final JdbcTemplate database;
    private final Clock clock;

    SignInThrottle(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean admits(String login, String address) {
        return count(Counter.PAIR, login, address)
                && count(Counter.ADDRESS, address)
                && (known(login, address) || count(Counter.ACCOUNT, login));
    }

    /** Takes the try back where many people share a counter, and forgets the failures of this person at this address. */
    void succeeded(String login, String address) {
        database.update(
                "update confidant.sign_in_throttle set tries = 0, succeeded_at = ? where hash = ?",
                now(),
                key(Counter.PAIR, login, address));
        database.update(
                "update confidant.sign_in_throttle set tries = greatest(tries - 1, 0) where hash in (?, ?)",
                key(Counter.ADDRESS, address),
                key(Counter.ACCOUNT, login));
    }

    private boolean known(String login, String address) {
        return !database.queryForList(
                        "select 1 from confidant.sign_in_throttle where hash = ? and succeeded_at > ?",
                        key(Counter.PAIR, login, address),
                        now().minus(KNOWN))
                .isEmpty();
    }

    private boolean count(Counter counter, String... parts) {
        OffsetDateTime forgotten = now().minus(FORGET);
        return database.update(
                        COUNT,
                        key(counter, parts),
                        now(),
                        forgotten,
                        counter.free,
                        forgotten,
                        counter.longestPause,
                        counter.free)
                == 1;
    }

    private OffsetDateTime now() {
        return Columns.time(clock.instant());
    }

    private static byte[] key(Counter counter, String... parts) {
        return Fingerprint.of(counter.name(), String.join("\n", parts));
    }
}
