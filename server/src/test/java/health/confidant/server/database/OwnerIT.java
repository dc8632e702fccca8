package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL by URL, whose owner's account is no superuser: as an administrator hands one out. */
class OwnerIT {
    private static final String SECRET = "of-the-owner";

    @TempDir
    private Path directory;

    @Test
    void ownerWithCreateRoleMakesTheRolesAndMigrates() throws Exception {
        try (EmbeddedDatabase cluster = EmbeddedDatabase.start(directory)) {
            JdbcTemplate administrator = administrator(cluster, "postgres");
            administrator.execute("create role confidant_owner login createrole password '" + SECRET + "'");
            administrator.execute("create database records owner confidant_owner");
            opens(cluster, "records");
            Roles.create(source(cluster, "records", "confidant_owner", SECRET), "another", false);
            becomes(cluster, "records", "another");
        }
    }

    @Test
    void rolesOfTheComposeFileAreLeftAsTheyAre() throws Exception {
        try (EmbeddedDatabase cluster = EmbeddedDatabase.start(directory)) {
            administrator(cluster, "postgres").execute("create database confidant");
            administrator(cluster, "confidant").execute(script());
            Roles.create(source(cluster, "confidant", "confidant_owner", SECRET), SECRET, true);
            becomes(cluster, "confidant", SECRET);
        }
    }

    private static String script() throws IOException {
        return Files.readString(Path.of("../docker/init/roles.psql"))
                .replace(":'owner'", "'" + SECRET + "'")
                .replace(":'server'", "'" + SECRET + "'");
    }

    private static void becomes(EmbeddedDatabase cluster, String name, String serverPassword) throws SQLException {
        try (Connection server = source(cluster, name, "confidant_server", serverPassword)
                        .getConnection();
                Statement sql = server.createStatement()) {
            server.setAutoCommit(false);
            for (String role : List.of("confidant_request", "confidant_system")) {
                sql.execute("set local role " + role);
                ResultSet row = sql.executeQuery("select current_user");
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(role);
                server.rollback();
            }
        }
    }

    private void opens(EmbeddedDatabase cluster, String name) throws IOException {
        String url = url(cluster, name);
        DatabaseProperties properties =
                new DatabaseProperties(url, "confidant_owner", SECRET, "", directory, 2, 20_000);
        try (Database database = Database.open(properties)) {
            JdbcTemplate server = new JdbcTemplate(database.requests());
            assertThat(server.queryForObject("select current_user", String.class))
                    .isEqualTo("confidant_server");
            assertThat(server.queryForObject(
                            "select count(*) from pg_class where relowner = current_user::regrole", Integer.class))
                    .isZero();
            assertThat(server.queryForObject(
                            "select count(*) from pg_roles where rolname like 'confidant%'"
                                    + " and (rolsuper or rolbypassrls)",
                            Integer.class))
                    .isZero();
            assertThat(server.queryForObject("select count(*) from confidant.segment", Integer.class))
                    .isNotNegative();
        }
    }

    private static JdbcTemplate administrator(EmbeddedDatabase cluster, String name) {
        return new JdbcTemplate(source(cluster, name, "postgres", "postgres"));
    }

    private static DataSource source(EmbeddedDatabase cluster, String name, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(cluster, name));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static String url(EmbeddedDatabase cluster, String name) {
        return cluster.url().replaceFirst("(\\d+/)[^?]*", "$1" + name);
    }
}
