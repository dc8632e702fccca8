package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL by itself, without a schema. */
class EmbeddedDatabaseTest {
    @TempDir
    private Path directory;

    @Test
    void whereItEndsByItselfItIsStartedAgainAtTheSamePlaceWithWhatWasCommitted() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            run(database.url(), "create table kept (n int); insert into kept values (42)");
            Path pidFile = directory.resolve("postgres").resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().get();

            int attempts = 0;
            while (!answers(database.url())) {
                assertThat(attempts++).as("half-seconds until it is back").isLessThan(240);
                Thread.sleep(500);
            }
            assertThat(run(database.url(), "select n from kept")).isEqualTo(42);
        }
    }

    private static boolean answers(String url) {
        try {
            return run(url, "select 1") == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    private static int run(String url, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement sql = connection.createStatement()) {
            if (!sql.execute(statement)) {
                return 0;
            }
            ResultSet rows = sql.getResultSet();
            rows.next();
            return rows.getInt(1);
        }
    }
}
