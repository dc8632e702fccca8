package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.ConnectionCallback;

/** One clear line, free of secrets, for each reason not to start. */
class StartRefusedIT {
    private static final String SECRET = "hunter2-hunter2";

    private final TestServer server = TestServer.shared();

    @TempDir
    private Path directory;

    private String url() {
        return server.administrator().execute((ConnectionCallback<String>) StartRefusedIT::urlOf);
    }

    private static String urlOf(Connection connection) throws SQLException {
        return connection.getMetaData().getURL();
    }

    private void refused(String url, String user, String says) {
        DatabaseProperties properties = new DatabaseProperties(url, user, SECRET, SECRET, directory, 2, 1000);
        assertThatThrownBy(() -> Database.open(properties))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("\n");
    }

    @Test
    void nothingAnswers() {
        refused("jdbc:postgresql://127.0.0.1:1/records", "owner", "No PostgreSQL answers at CONFIDANT_DATABASE_URL");
    }

    @Test
    void noUrlOfPostgres() {
        refused("postgres://127.0.0.1/records", "owner", "not a PostgreSQL JDBC URL");
        refused("jdbc:mysql://127.0.0.1/records", "owner", "not a PostgreSQL JDBC URL");
    }

    @Test
    void unknownUserOrPassword() {
        refused(url(), "nobody-of-that-name", "refused the user or password");
    }

    @Test
    void unknownDatabase() {
        refused(url().replaceFirst("(\\d+/)[^?]*", "$1nothing"), "postgres", "does not exist");
    }

    @Test
    void directoryInUse() throws IOException {
        try (FileChannel other = FileChannel.open(
                        directory.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 2, 1000);
            assertThatThrownBy(() -> Database.open(properties))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another server")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void directoryNotWritable() {
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", Path.of("/proc/confidant"), 2, 1000);
        assertThatThrownBy(() -> Database.open(properties))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("not writable")
                .hasMessageNotContaining("\n");
    }
}
