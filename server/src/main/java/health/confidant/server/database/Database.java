package health.confidant.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated, guarded PostgreSQL: made before any bean that could read a record. */
public final class Database implements AutoCloseable {
    private final EmbeddedDatabase embedded;
    private final HikariDataSource requests;
    private final DataSource owner;
    private final DataSource journal;

    private Database(EmbeddedDatabase embedded, DataSource owner, HikariDataSource requests, DataSource journal) {
        this.embedded = embedded;
        this.owner = owner;
        this.requests = requests;
        this.journal = journal;
    }

    /** Starts or reaches the database, migrates it as its owner, and opens the pool of the login that owns nothing. */
    public static Database open(DatabaseProperties properties) {
        EmbeddedDatabase embedded = properties.embedded() ? EmbeddedDatabase.start(properties.directory()) : null;
        try {
            String url = embedded == null ? properties.url() : embedded.url();
            DataSource owner = embedded == null
                    ? reach(url, properties.user(), properties.password())
                    : reach(url, "postgres", "postgres");
            String secret = Roles.serverPassword(properties);
            Roles.create(owner, secret, !properties.serverPassword().isBlank());
            Migration.run(owner);
            RowLevelSecurity.apply(owner);
            HikariDataSource requests = pool(url, secret, properties);
            RowLevelSecurity.verify(requests);
            return new Database(embedded, owner, requests, journal(url, secret));
        } catch (RuntimeException e) {
            closeQuietly(embedded, e);
            throw e;
        }
    }

    /** The owner's connections to a database that a server is using already; nothing where none answers. */
    public static Optional<DataSource> running(DatabaseProperties properties) {
        if (!properties.embedded()) {
            return Optional.of(reach(properties.url(), properties.user(), properties.password()));
        }
        return EmbeddedDatabase.running(properties.directory()).map(url -> reach(url, "postgres", "postgres"));
    }

    /** The pool that serves requests: logs in as {@code confidant_server}. */
    public DataSource requests() {
        return requests;
    }

    /** Connections of their own for the journal, outside the pool and every request's transaction. */
    public DataSource journal() {
        return journal;
    }

    /** For migrations and for tests that play the database administrator. */
    public DataSource owner() {
        return owner;
    }

    private static DataSource reach(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("CONFIDANT_DATABASE_URL is not a PostgreSQL JDBC URL (jdbc:postgresql://host/db).");
        }
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(10);
        source.setLogServerErrorDetail(false);
        // Hundreds of small commits of a migration need not each wait for the disk: the next one that waits covers
        // them.
        source.setOptions("-c synchronous_commit=off");
        try (Connection probe = source.getConnection()) {
            if (probe.getMetaData().getDatabaseMajorVersion() < 15) {
                throw new StartRefused("PostgreSQL 15 or later is needed.");
            }
            return source;
        } catch (SQLException e) {
            throw new StartRefused(reason(e, VerifiedUrl.verifies(url)), e);
        }
    }

    private static String reason(SQLException e, boolean verifies) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return "PostgreSQL refused the user or password in CONFIDANT_DATABASE_USER and CONFIDANT_DATABASE_PASSWORD.";
        }
        if (state.equals("3D000")) {
            return "The database that CONFIDANT_DATABASE_URL names does not exist.";
        }
        if (verifies) {
            return "No PostgreSQL answers at CONFIDANT_DATABASE_URL with TLS and a certificate for its name (SQL state "
                    + state + "). Give it one, and name its authority with sslrootcert in the URL.";
        }
        return "No PostgreSQL answers at CONFIDANT_DATABASE_URL (SQL state " + state + ").";
    }

    private static DataSource journal(String url, String secret) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(Roles.SERVER);
        source.setPassword(secret);
        source.setConnectTimeout(5);
        source.setSocketTimeout(30);
        source.setLogServerErrorDetail(false);
        source.setReWriteBatchedInserts(true);
        source.setPrepareThreshold(3);
        source.setApplicationName("confidant-journal");
        source.setOptions("-c synchronous_commit=on");
        return source;
    }

    private static HikariDataSource pool(String url, String secret, DatabaseProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("requests");
        config.setJdbcUrl(url);
        config.setUsername(Roles.SERVER);
        config.setPassword(secret);
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setAutoCommit(true);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("preparedStatementCacheQueries", "1024");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        config.addDataSourceProperty("ApplicationName", "confidant");
        config.addDataSourceProperty(
                "options", "-c synchronous_commit=on -c statement_timeout=" + properties.statementTimeout());
        return new HikariDataSource(config);
    }

    private static void closeQuietly(EmbeddedDatabase embedded, RuntimeException cause) {
        if (embedded != null) {
            try {
                embedded.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
