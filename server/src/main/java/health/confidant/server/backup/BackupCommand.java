package health.confidant.server.backup;

import health.confidant.server.database.Database;
import health.confidant.server.database.DatabaseProperties;
import health.confidant.server.database.StartRefused;
import health.confidant.server.journal.Acts;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.StreamSeal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** {@code backup FILE} beside a running server or alone; {@code restore FILE} alone. */
public final class BackupCommand {
    private final DatabaseProperties properties;
    private final DataKeys keys;
    private final PrintStream out;

    public BackupCommand(DatabaseProperties properties, DataKeys keys, PrintStream out) {
        this.properties = properties;
        this.keys = keys;
        this.out = out;
    }

    /** The file is there under its name once it is whole. */
    public int backup(Path file) throws IOException {
        Path part = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "backup",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Reached database = reach();
                OutputStream target = Files.newOutputStream(part)) {
            record(database.owner(), "command backup");
            long rows = new Backup(new StreamSeal(keys)).write(database.owner(), target);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            out.println(
                    "Wrote " + rows + " rows, sealed, to " + file + ". Keep CONFIDANT_KEYS in a backup of its own.");
            return 0;
        } catch (SQLException e) {
            throw new StartRefused("The backup failed (SQL state " + e.getSQLState() + ").", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Replaces the database's content. No server may run on it. */
    public int restore(Path file) throws IOException {
        try (Database database = Database.open(properties);
                InputStream source = Files.newInputStream(file)) {
            long rows = new Backup(new StreamSeal(keys)).restore(database.owner(), source);
            record(database.owner(), "command restore: the database is what its backup was");
            out.println("Read " + rows + " rows. The next start destroys again whatever was shredded since.");
            return 0;
        } catch (SQLException e) {
            throw new StartRefused(
                    "The restore failed (SQL state " + e.getSQLState() + "); the database is as it was.", e);
        }
    }

    private static void record(DataSource owner, String what) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            Acts.record(connection, what, "");
        }
    }

    /** A database, and what has to be stopped again. */
    private record Reached(DataSource owner, AutoCloseable started) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                started.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private Reached reach() {
        return Database.running(properties)
                .map(source -> new Reached(source, () -> {}))
                .orElseGet(() -> {
                    Database own = Database.open(properties);
                    return new Reached(own.owner(), own);
                });
    }
}
