package health.confidant.server.authorization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/** A row of {@code confidant.authorization_token}: everything about a token or code except its value. */
record StoredToken(
        byte[] hash,
        String kind,
        Instant issuedAt,
        Instant expiresAt,
        Set<String> scopes,
        String metadata,
        boolean invalidated) {

    static final String INSERT = "insert into confidant.authorization_token"
            + " (grant_id, hash, kind, issued_at, expires_at, scopes, metadata, invalidated)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    Object[] columns(String grant) {
        return new Object[] {
            grant,
            hash,
            kind,
            Columns.time(issuedAt),
            Columns.time(expiresAt),
            scopes.toArray(String[]::new),
            metadata,
            invalidated
        };
    }

    static StoredToken read(ResultSet row) throws SQLException {
        return new StoredToken(
                row.getBytes("hash"),
                row.getString("kind"),
                Columns.instant(row, "issued_at"),
                Columns.instant(row, "expires_at"),
                Columns.strings(row, "scopes"),
                row.getString("metadata"),
                row.getBoolean("invalidated"));
    }
}
