package health.confidant.server.authorization;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The apps that act for a person, and their end: deleting an app's grants ends its access tokens at the next request and
 * its refresh tokens for good (45 CFR 170.315(g)(10)(vi), which wants an hour).
 */
final class ConnectedApps {
    /** An app with what it has of the person. */
    record App(String id, String name, Set<String> scopes, Instant since, Instant used) {}

    private final JdbcTemplate database;
    private final Clock clock;

    ConnectedApps(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<App> of(String login) {
        return database.query(
                "select c.client_id, c.name, array_agg(distinct s) as scopes, min(g.created_at) as since,"
                        + " max(g.used_at) as used"
                        + " from confidant.authorization_grant g join confidant.client c on c.client_id = g.client_id"
                        + " cross join lateral unnest(g.scopes) s"
                        + " where g.principal = ? and c.kind <> 'BACKEND' and exists (select from"
                        + " confidant.authorization_token t where t.grant_id = g.id and not t.invalidated"
                        + " and t.kind in ('access_token', 'refresh_token') and t.expires_at > ?)"
                        + " group by c.client_id, c.name order by c.name",
                (row, n) -> new App(
                        row.getString("client_id"),
                        row.getString("name"),
                        Columns.strings(row, "scopes"),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "used")),
                login,
                Columns.time(clock.instant()));
    }

    void disconnect(String login, String client) {
        database.update(
                "delete from confidant.authorization_grant where principal = ? and client_id = ?", login, client);
    }
}
