package health.confidant.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL of a test, which lets in over TLS and by password alone, as an administrator sets one up. */
public final class TestPostgres implements AutoCloseable {
    public static final String USER = "postgres";
    public static final String PASSWORD = "of-the-administrator";

    private final EmbeddedPostgres postgres;
    private final Path authority;

    private TestPostgres(EmbeddedPostgres postgres, Path authority) {
        this.postgres = postgres;
        this.authority = authority;
    }

    /** @param pair its certificate, issued by this authority for {@code localhost} */
    public static TestPostgres start(Path data, TestAuthority authority, TestAuthority.Pair pair)
            throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", pair.certificate().toString())
                .setServerConfig("ssl_key_file", pair.key().toString())
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("alter role " + USER + " password '" + PASSWORD + "'");
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n");
            sql.execute("select pg_reload_conf()");
        }
        return new TestPostgres(postgres, authority.certificate());
    }

    /** Without any word of TLS. */
    public String url(String host) {
        return "jdbc:postgresql://" + host + ":" + postgres.getPort() + "/postgres";
    }

    /** As an operator writes it who has a private authority. */
    public String verifiedUrl() {
        return url("localhost") + "?sslrootcert=" + authority;
    }

    public JdbcTemplate administrator() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(verifiedUrl() + "&sslmode=verify-full");
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return new JdbcTemplate(source);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
