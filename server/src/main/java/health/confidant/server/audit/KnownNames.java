package health.confidant.server.audit;

import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/** Turns what somebody typed into who they are, if they are anybody: nothing else that was typed is kept. */
public final class KnownNames {
    private final JdbcTemplate sql;

    public KnownNames(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** The reference of the account, else the one of the backend client, else {@code unknown}. */
    String person(String login, String client) {
        return sql
                .queryForList(
                        "select reference from confidant.account where login = ? union all"
                                + " select reference from confidant.client where client_id = ? and kind = 'BACKEND'",
                        String.class,
                        login.toLowerCase(Locale.ROOT).replace("\0", ""),
                        client)
                .stream()
                .findFirst()
                .orElse("unknown");
    }

    /** The client's id, if there is such a client, else nothing. */
    String client(String presented) {
        return sql
                .queryForList(
                        "select client_id from confidant.client where client_id = ?",
                        String.class,
                        presented.replace("\0", ""))
                .stream()
                .findFirst()
                .orElse("");
    }
}
