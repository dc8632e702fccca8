package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the database says at this moment about the grant behind an access token.
 *
 * @param reference of the account, or of the backend
 * @param roles of the account, or of the backend
 * @param purposes that a backend may assert instead of the first
 */
record GrantInForce(String reference, Set<Role> roles, Optional<Track> portal, Purpose purpose, Set<Purpose> purposes) {
    GrantInForce {
        roles = Set.copyOf(roles);
        purposes = Set.copyOf(purposes);
    }

    /** One lookup by primary keys; a disabled account or client, a revoked token or an ended session has no row. */
    static final String QUERY =
            """
            select c.portal, c.purpose, c.purposes,
                   case c.kind when 'BACKEND' then c.reference else a.reference end as reference,
                   case c.kind when 'BACKEND' then c.roles else a.roles end as roles,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint as since
              from confidant.authorization_token t
              join confidant.authorization_grant g on g.id = t.grant_id
              join confidant.client c on c.client_id = g.client_id
              left join confidant.account a on c.kind <> 'BACKEND' and a.login = g.principal
             where t.hash = ? and t.kind = 'access_token' and not t.invalidated
               and g.client_id = ? and g.principal = ? and not c.disabled
               and (g.session is null or exists (
                        select from confidant.session s where s.id = g.session and s.ended_at is null))
               and case c.kind
                   when 'BACKEND' then g.principal = c.client_id
                   else not a.disabled and (a.clients is null or c.client_id = any (a.clients))
                   end
            """;

    static GrantInForce read(ResultSet row) throws SQLException {
        return new GrantInForce(
                row.getString("reference"),
                Columns.roles(row, "roles"),
                Optional.ofNullable(row.getString("portal")).map(Track::of),
                Purpose.valueOf(row.getString("purpose")),
                Arrays.stream((String[]) row.getArray("purposes").getArray())
                        .map(Purpose::valueOf)
                        .collect(Collectors.toSet()));
    }

    /**
     * The purpose that the token was issued for, if the client still has it; else its own. A patient asks for themselves
     * whatever the app is for.
     */
    Purpose purpose(String claimed) {
        if (reference.startsWith("Patient/")) {
            return Purpose.PATRQT;
        }
        return purposes.stream()
                .filter(known -> known.name().equals(claimed))
                .findFirst()
                .orElse(purpose);
    }
}
