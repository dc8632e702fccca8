package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The clients in {@code confidant.client}. */
public final class Clients {
    private final JdbcTemplate database;

    Clients(JdbcTemplate database) {
        this.database = database;
    }

    public void create(Client client) {
        database.update(
                "insert into confidant.client (client_id, kind, name, redirect_uris, scopes, jwks, reference, roles,"
                        + " portal, purpose) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                client.id(),
                client.kind().name(),
                client.name(),
                client.redirectUris().toArray(String[]::new),
                client.scopes().toArray(String[]::new),
                client.jwks().orElse(null),
                client.reference().orElse(null),
                client.roles().stream().map(Role::name).toArray(String[]::new),
                client.portal().map(Track::code).orElse(null),
                client.purpose().name());
    }

    /** A disabled client is not found. */
    public Optional<Client> find(String id) {
        return database
                .query(
                        "select * from confidant.client where client_id = ? and not disabled",
                        (row, n) -> client(row),
                        id)
                .stream()
                .findFirst();
    }

    /** In force at the next request, also for tokens that were issued before. */
    public void disable(String id, boolean disabled) {
        database.update("update confidant.client set disabled = ? where client_id = ?", disabled, id);
    }

    private static Client client(ResultSet row) throws SQLException {
        return new Client(
                row.getString("client_id"),
                Client.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Columns.strings(row, "redirect_uris"),
                Columns.strings(row, "scopes"),
                Optional.ofNullable(row.getString("jwks")),
                Optional.ofNullable(row.getString("reference")),
                Columns.roles(row, "roles"),
                Optional.ofNullable(row.getString("portal")).map(Track::of),
                Purpose.valueOf(row.getString("purpose")));
    }
}
