package health.confidant.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A complete PostgreSQL in a data directory that persists between runs; one server a directory. */
final class EmbeddedDatabase implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(FileChannel channel, FileLock lock, EmbeddedPostgres postgres) {
        this.channel = channel;
        this.lock = lock;
        this.postgres = postgres;
    }

    /** @throws StartRefused when the directory is in use, not writable, or the disk is full */
    static EmbeddedDatabase start(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            FileChannel channel =
                    FileChannel.open(home.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel, home);
            stopOrphan(home.resolve("postgres").resolve("postmaster.pid"));
            return new EmbeddedDatabase(channel, lock, postgres(home));
        } catch (IOException | IllegalStateException e) {
            throw new StartRefused(
                    "The embedded database in " + home + " did not start (" + rootMessage(e)
                            + "). Is the disk full, or the directory not writable?",
                    e);
        }
    }

    private static FileLock lock(FileChannel channel, Path home) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StartRefused("The data directory " + home
                    + " is in use by another server. Stop it, or set confidant.database.directory.");
        }
        return lock;
    }

    /** A server that was killed leaves its PostgreSQL behind; the lock says that it is nobody's now. */
    private static void stopOrphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        ProcessHandle orphan = ProcessHandle.of(pid).orElse(null);
        boolean postgres = orphan != null
                && orphan.info().command().map(c -> c.endsWith("postgres")).orElse(false);
        if (postgres && orphan.destroy()) {
            try {
                orphan.onExit().get(30, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("an earlier PostgreSQL does not stop", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static EmbeddedPostgres postgres(Path home) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("postgres"))
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library starts it for tests, without; an acknowledged write must outlive a crash.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("log_parameter_max_length", "0")
                .setServerConfig("log_parameter_max_length_on_error", "0")
                .setServerConfig("log_error_verbosity", "terse")
                .start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lock.close();
        channel.close();
    }
}
