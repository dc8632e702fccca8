package health.confidant.server.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * EHR launches (SMART App Launch 2.2, "Launch App: EHR Launch"): a clinician opens an app from the launcher, and the app
 * brings the {@code launch} value back. It works once, within five minutes, for that person and that app alone, so that a
 * value that somebody else planted gives no context.
 */
final class Launches {
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** What an app was opened for. */
    record Context(String patient, Optional<String> encounter) {}

    private final JdbcTemplate database;
    private final Clock clock;

    Launches(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    String issue(String login, String client, Context context) {
        String value = CodeFlow.random();
        database.update(
                "insert into confidant.launch (hash, login, client_id, patient, encounter, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                Fingerprint.of(value),
                login,
                client,
                context.patient(),
                context.encounter().orElse(null),
                Columns.time(clock.instant().plus(LIFE)));
        return value;
    }

    Optional<Context> redeem(String value, String login, String client) {
        return database
                .query(
                        "delete from confidant.launch where hash = ? and login = ? and client_id = ? and expires_at > ?"
                                + " returning patient, encounter",
                        (row, n) -> new Context(row.getString(1), Optional.ofNullable(row.getString(2))),
                        Fingerprint.of(value),
                        login,
                        client,
                        Columns.time(clock.instant()))
                .stream()
                .findFirst();
    }
}
