package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
                        + " portal, purpose, secret, jwks_uri, launch_uri, purposes, trusted, introspects)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                client.id(),
                client.kind().name(),
                client.name(),
                client.redirectUris().toArray(String[]::new),
                client.scopes().toArray(String[]::new),
                client.jwks().orElse(null),
                client.reference().orElse(null),
                client.roles().stream().map(Role::name).toArray(String[]::new),
                client.portal().map(Track::code).orElse(null),
                client.purpose().name(),
                client.more().secret().map(HexFormat.of()::parseHex).orElse(null),
                client.more().jwksUri().map(URI::toString).orElse(null),
                client.more().launchUri().map(URI::toString).orElse(null),
                client.more().purposes().stream().map(Purpose::name).toArray(String[]::new),
                client.more().trusted(),
                client.more().introspects());
    }

    /** One of the server's own apps: made once, led back to where the server is now, and left disabled if it is. */
    public void keep(Client client) {
        String[] redirects = client.redirectUris().toArray(String[]::new);
        if (database.queryForList("select 1 from confidant.client where client_id = ?", Integer.class, client.id())
                .isEmpty()) {
            create(client);
        }
        database.update(
                "update confidant.client set redirect_uris = ? where client_id = ? and redirect_uris <> ?::text[]",
                redirects,
                client.id(),
                redirects);
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

    /** Apps that an EHR launch can open, by name. */
    List<Client> launchable() {
        return database.query(
                "select * from confidant.client where launch_uri is not null and not disabled order by name",
                (row, n) -> client(row));
    }

    /** Every client, by name, with whether it is disabled. */
    List<Listed> all() {
        return database.query(
                "select * from confidant.client order by disabled, name, client_id",
                (row, n) -> new Listed(client(row), row.getBoolean("disabled")));
    }

    record Listed(Client client, boolean disabled) {}

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
                Purpose.valueOf(row.getString("purpose")),
                more(row));
    }

    private static Client.More more(ResultSet row) throws SQLException {
        return new Client.More(
                Optional.ofNullable(row.getBytes("secret")).map(HexFormat.of()::formatHex),
                Optional.ofNullable(row.getString("jwks_uri")).map(URI::create),
                Optional.ofNullable(row.getString("launch_uri")).map(URI::create),
                Arrays.stream((String[]) row.getArray("purposes").getArray())
                        .map(Purpose::valueOf)
                        .collect(Collectors.toSet()),
                row.getBoolean("trusted"),
                row.getBoolean("introspects"));
    }
}
