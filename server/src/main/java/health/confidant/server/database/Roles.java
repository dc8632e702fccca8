package health.confidant.server.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/**
 * The roles of ADR 0002. {@code confidant_server} logs in and sees no record; a transaction becomes
 * {@code confidant_request} (its scope's segments) or {@code confidant_system} (all), for its own length only.
 */
final class Roles {
    static final String SERVER = "confidant_server";
    static final String REQUEST = "confidant_request";
    static final String SYSTEM = "confidant_system";

    private Roles() {}

    /** Given, or derived from the owner's password, so that several nodes agree without another secret to keep. */
    static String serverPassword(DatabaseProperties properties) {
        if (!properties.serverPassword().isBlank()) {
            return properties.serverPassword();
        }
        String key = properties.embedded() ? "embedded" : properties.password() + properties.user();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(SERVER.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Idempotent. The owner needs CREATEROLE, or the roles must already exist as {@code docker/init/roles.psql} makes them. */
    static void create(DataSource owner, String serverPassword, boolean managed) {
        try (Connection connection = owner.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("select pg_advisory_lock(7083321)");
            try {
                for (String role : new String[] {SERVER, REQUEST, SYSTEM}) {
                    sql.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + role
                            + "') then create role " + role + " nologin noinherit; end if; end $$");
                }
                grantMembership(sql);
                if (!managed || !canLogIn(sql)) {
                    // Not "nosuperuser nobypassrls": only a superuser may say so, and a new role has neither. The start
                    // checks it.
                    sql.execute("alter role " + SERVER + " login noinherit password '"
                            + serverPassword.replace("'", "''") + "'");
                }
                sql.execute("create schema if not exists confidant");
            } finally {
                sql.execute("select pg_advisory_unlock(7083321)");
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database roles could not be made (SQL state " + e.getSQLState()
                            + "). Give the owner account CREATEROLE, or make the roles with docker/init/roles.psql.",
                    e);
        }
    }

    private static void grantMembership(Statement sql) throws SQLException {
        sql.execute(
                "do $$ begin if not pg_has_role('" + SERVER + "', '" + REQUEST + "', 'member') then grant " + REQUEST
                        + " to " + SERVER + "; end if; if not pg_has_role('" + SERVER + "', '" + SYSTEM
                        + "', 'member') then grant " + SYSTEM + " to " + SERVER + "; end if; end $$");
    }

    /** Whether an administrator made the login already; then its password is theirs to set. */
    private static boolean canLogIn(Statement sql) throws SQLException {
        try (var row = sql.executeQuery("select rolcanlogin from pg_roles where rolname = '" + SERVER + "'")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
