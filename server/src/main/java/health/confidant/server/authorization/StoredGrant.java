package health.confidant.server.authorization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A row of {@code confidant.authorization_grant} with its tokens.
 *
 * @param session the sign-in session that the grant ends with, or null
 */
record StoredGrant(
        String id,
        String client,
        String principal,
        String grantType,
        Set<String> scopes,
        String attributes,
        long version,
        Instant expiresAt,
        byte[] session,
        List<StoredToken> tokens) {

    static final String UPSERT = "insert into confidant.authorization_grant as stored"
            + " (id, client_id, principal, grant_type, scopes, attributes, version, expires_at,"
            + " session) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (id) do update set scopes = excluded.scopes, attributes = excluded.attributes,"
            + " version = excluded.version, expires_at = excluded.expires_at, session = excluded.session,"
            + " used_at = now()"
            + " where stored.version = excluded.version - 1";

    Object[] columns() {
        return new Object[] {
            id,
            client,
            principal,
            grantType,
            scopes.toArray(String[]::new),
            attributes,
            version,
            Columns.time(expiresAt),
            session
        };
    }

    StoredGrant with(List<StoredToken> found) {
        return new StoredGrant(
                id, client, principal, grantType, scopes, attributes, version, expiresAt, session, found);
    }

    static StoredGrant read(ResultSet row) throws SQLException {
        return new StoredGrant(
                row.getString("id"),
                row.getString("client_id"),
                row.getString("principal"),
                row.getString("grant_type"),
                Columns.strings(row, "scopes"),
                row.getString("attributes"),
                row.getLong("version"),
                Columns.instant(row, "expires_at"),
                row.getBytes("session"),
                List.of());
    }
}
