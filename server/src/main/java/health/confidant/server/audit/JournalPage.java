package health.confidant.server.audit;

import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /.well-known/audit-journal}: the public key of each node's log with its newest checkpoint, for whoever wants to
 * be a witness. It says how many records there are, and nothing of them.
 */
final class JournalPage {
    private static final String NEWEST =
            """
            select l.key || E'\\n\\n' || coalesce((select note from confidant.journal_checkpoint c where c.log = l.id
                order by size desc limit 1), '') from confidant.journal_log l order by l.id
            """;

    private final JdbcTemplate sql;

    JournalPage(JdbcTemplate sql) {
        this.sql = sql;
    }

    ServerResponse show(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .body(String.join("\n", sql.queryForList(NEWEST, String.class)));
    }
}
