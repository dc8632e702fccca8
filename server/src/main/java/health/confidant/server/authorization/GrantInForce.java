package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the database says at this moment about the grant behind an access token.
 *
 * @param reference of the account, or of the backend
 * @param roles of the account, or of the backend
 */
record GrantInForce(String reference, Set<Role> roles, Optional<Track> portal, Purpose purpose) {
    /** One lookup by primary keys; a disabled account or client, or a revoked token, has no row. */
    private static final String QUERY =
            """
            select c.portal, c.purpose,
                   case c.kind when 'BACKEND' then c.reference else a.reference end as reference,
                   case c.kind when 'BACKEND' then c.roles else a.roles end as roles
              from confidant.authorization_token t
              join confidant.authorization_grant g on g.id = t.grant_id
              join confidant.client c on c.client_id = g.client_id
              left join confidant.account a on c.kind = 'PUBLIC' and a.login = g.principal
             where t.hash = ? and t.kind = 'access_token' and not t.invalidated
               and g.client_id = ? and g.principal = ? and not c.disabled
               and case c.kind
                   when 'BACKEND' then g.principal = c.client_id
                   else not a.disabled and (a.clients is null or c.client_id = any (a.clients))
                   end
            """;

    static Optional<GrantInForce> find(JdbcTemplate database, String token, String client, String principal) {
        return database.query(QUERY, (row, n) -> read(row), Fingerprint.of(token), client, principal).stream()
                .findFirst();
    }

    private static GrantInForce read(ResultSet row) throws SQLException {
        return new GrantInForce(
                row.getString("reference"),
                Columns.roles(row, "roles"),
                Optional.ofNullable(row.getString("portal")).map(Track::of),
                Purpose.valueOf(row.getString("purpose")));
    }
}
