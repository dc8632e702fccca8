package health.confidant.server.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** When, from where and how somebody signed in as a person or tried to: for that person to look at (45 CFR 164.308(a)(5)(ii)(C)). */
public final class SignInHistory {
    private static final int SHOWN = 20;

    public enum Outcome {
        SIGNED_IN,
        WRONG_PASSWORD,
        WRONG_SECOND_FACTOR,
        RECOVERY_CODE_USED,
        SIGNED_OUT
    }

    public record Entry(Instant at, Outcome outcome, String address, String agent) {
        public String program() {
            return Program.name(agent);
        }
    }

    private final JdbcTemplate database;
    private final Clock clock;

    public SignInHistory(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An unknown login leaves no trace: it is nobody's. */
    public void add(String login, Outcome outcome, String address, String agent) {
        database.update(
                "insert into confidant.sign_in (login, at, outcome, address, agent)"
                        + " select login, ?, ?, ?, ? from confidant.account where login = ?",
                clock.instant().atOffset(ZoneOffset.UTC),
                outcome.name(),
                address,
                Sessions.shortened(agent),
                login);
    }

    /** The latest, newest first. */
    public List<Entry> of(String login) {
        return database.query(
                "select at, outcome, address, agent from confidant.sign_in where login = ? order by at desc, id desc"
                        + " limit " + SHOWN,
                (row, n) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("address"),
                        row.getString("agent")),
                login);
    }

    public void sweep() {
        database.update(
                "delete from confidant.sign_in where at < ?",
                clock.instant().minus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC));
    }
}
