package health.confidant.server.authorization;

import health.confidant.server.authentication.Sessions;
import health.confidant.server.authentication.SignInHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes what has no effect any more: ended grants, assertions that could not be replayed, forgotten counters. */
final class ExpiredRows {
    private static final Duration COUNTERS = Duration.ofDays(30);

    private final JdbcTemplate database;
    private final Sessions sessions;
    private final SignInHistory history;
    private final Clock clock;

    ExpiredRows(JdbcTemplate database, Sessions sessions, SignInHistory history, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.history = history;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void sweep() {
        Instant now = clock.instant();
        database.update("delete from confidant.authorization_grant where expires_at < ?", Columns.time(now));
        database.update(
                "delete from confidant.client_assertion where expires_at < ?",
                Columns.time(now.minus(Duration.ofMinutes(1))));
        database.update("delete from confidant.launch where expires_at < ?", Columns.time(now));
        sessions.sweep();
        history.sweep();
        database.update("delete from confidant.grant_change where changed <"
                + " (select changed from confidant.grant_change order by changed desc limit 1)");
        database.update("delete from confidant.sign_in_throttle where last_try < ?", Columns.time(now.minus(COUNTERS)));
    }
}
