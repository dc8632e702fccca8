package health.confidant.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.database.Database;
import health.confidant.server.database.DatabaseProperties;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.StreamSeal;
import health.confidant.server.keys.WrappingProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class BackupTest {
    @Test
    void fileIsSealedComesBackWholeOrNotAtAllAndKeepsTheAppendOnlyRules() throws Exception {
        Path directory = Files.createTempDirectory("backup");
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 4, 20_000);
        DataKeys keys = DataKeys.open(WrappingProperties.of(Map.of()), directory.resolve("keys"), true);
        Path file = directory.resolve("copy");
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true);
        try (Database database = Database.open(properties)) {
            JdbcTemplate sql = new JdbcTemplate(database.owner());
            sql.update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/before')");
            assertThat(new BackupCommand(properties, keys, out).backup(file)).isZero(); // Beside the running one.
            assertThat(acts(sql)).containsExactly("command backup");
            byte[] whole = Files.readAllBytes(file);
            assertThat(new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("Patient/before");
            sql.update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/after')");
            Backup backup = new Backup(new StreamSeal(keys));
            byte[] changed = whole.clone();
            changed[whole.length / 2] ^= 1;
            for (byte[] attempt : List.of(changed, Arrays.copyOf(whole, whole.length - 500))) {
                assertThatThrownBy(() -> backup.restore(database.owner(), new ByteArrayInputStream(attempt)))
                        .isInstanceOfAny(KeyException.class, java.io.IOException.class, java.sql.SQLException.class);
                assertThat(owners(sql)).contains("Patient/before", "Patient/after");
            }
        }
        assertThat(new BackupCommand(properties, keys, out).restore(file)).isZero();
        try (Database database = Database.open(properties)) {
            JdbcTemplate sql = new JdbcTemplate(database.owner());
            assertThat(owners(sql)).contains("Patient/before").doesNotContain("Patient/after");
            assertThat(acts(sql))
                    .containsExactly("command backup", "command restore: the database is what its backup was");
            assertThatThrownBy(() -> sql.update("delete from confidant.journal_log"))
                    .hasMessageContaining("append-only");
            sql.update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/later')");
        }
    }

    private static List<String> acts(JdbcTemplate sql) {
        return sql.queryForList("select what from confidant.act order by at", String.class);
    }

    private static List<String> owners(JdbcTemplate sql) {
        return sql.queryForList("select reference from confidant.owner", String.class);
    }
}
