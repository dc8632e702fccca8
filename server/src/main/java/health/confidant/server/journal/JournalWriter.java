package health.confidant.server.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/**
 * Writes what is no part of a request's own transaction: one thread on one connection, which commits together what waits
 * together (ADR 0050). Whoever appends waits until it is durable. A broken connection is replaced by itself.
 */
final class JournalWriter implements AutoCloseable {
    private static final int WAITING = 4096;
    private static final int BATCH = 256;
    private static final long PATIENCE = 15;
    /** How long to wait for others at most, nanoseconds. */
    private static final long MOMENT = 3_000_000;

    /** So many requests keep the processors busy while others are waited for. */
    private static final int BUSY = Runtime.getRuntime().availableProcessors();

    /** Records that were handed over, and what becomes of them. */
    record Waiting(List<Draft> drafts, CompletableFuture<Void> done) {}

    private final DataSource source;
    private final NodeLog log;
    private final IntSupplier underway;
    private final AtomicInteger waiting = new AtomicInteger();
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::run, "journal-writer");
    private volatile boolean closed;
    private volatile boolean gathering;
    private Connection connection;

    /**
     * @param source unpooled
     * @param connection one that holds the log's lock already
     * @param underway requests that this server works on
     */
    JournalWriter(DataSource source, NodeLog log, Connection connection, IntSupplier underway) {
        this.source = source;
        this.log = log;
        this.underway = underway;
        this.connection = connection;
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws JournalUnavailable when it is not durable */
    void append(List<Draft> drafts) {
        await(queue(drafts));
    }

    /** What {@link #await} has to be asked about: that it is queued is no promise. */
    Waiting queue(List<Draft> drafts) {
        Waiting own = new Waiting(drafts, new CompletableFuture<>());
        if (closed || !queue.offer(own)) {
            throw new JournalUnavailable("Too much waits for the journal.", null);
        }
        return own;
    }

    /** @throws JournalUnavailable when it is not durable */
    void await(Waiting own) {
        waiting.incrementAndGet();
        try {
            if (gathering && !worthWaiting()) {
                LockSupport.unpark(thread);
            }
            own.done().get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new JournalUnavailable("The journal cannot be written.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("Interrupted.", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Whether the processors have other work meanwhile: more requests run than there are processors. */
    private boolean worthWaiting() {
        return underway.getAsInt() - waiting.get() > BUSY;
    }

    private void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Waiting> batch = new ArrayList<>(List.of(first));
                    gather(batch);
                    write(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * What waits now, and what comes in the next moment while other requests keep the processors busy: a commit costs more
     * than what it commits. Whoever asks alone never waits for others.
     */
    private void gather(List<Waiting> batch) {
        long end = System.nanoTime() + MOMENT;
        gathering = true;
        for (long left = MOMENT; left > 0 && worthWaiting(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        gathering = false;
        queue.drainTo(batch, BATCH - batch.size());
    }

    private void write(List<Waiting> batch) {
        List<Row> rows = new ArrayList<>();
        boolean committing = false;
        try {
            connect();
            for (Waiting one : batch) {
                for (Draft draft : one.drafts()) {
                    rows.add(log.row(log.numbers().take(), draft));
                }
            }
            if (rows.size() <= Row.TOGETHER) {
                committing = true; // One statement, which is a transaction of its own.
                connection.setAutoCommit(true);
                Row.insert(connection, rows);
            } else {
                connection.setAutoCommit(false);
                Row.insert(connection, rows);
                committing = true;
                connection.commit();
            }
        } catch (SQLException | RuntimeException e) {
            failed(batch, rows, e, committing);
            return;
        }
        rows.forEach(row -> log.numbers().settle(row.leaf().sequence(), Numbers.Fate.RECORDED));
        batch.forEach(one -> one.done().complete(null));
    }

    private void failed(List<Waiting> batch, List<Row> rows, Exception cause, boolean committing) {
        boolean refused = cause instanceof SQLException sql
                && sql.getSQLState() != null
                && !sql.getSQLState().matches("(08|57|40|58|XX).*");
        Numbers.Fate fate = committing && !refused ? Numbers.Fate.UNKNOWN : Numbers.Fate.VOID;
        disconnect();
        rows.forEach(row -> log.numbers().settle(row.leaf().sequence(), fate));
        batch.forEach(one -> one.done().completeExceptionally(cause));
    }

    private void connect() throws SQLException {
        if (connection == null) {
            Connection fresh = source.getConnection();
            if (!lock(fresh, log.id())) {
                fresh.close();
                throw new SQLException("Another node writes this log.", "55006");
            }
            connection = fresh;
        }
    }

    /** One node writes a log; the lock lives as long as the connection. */
    static boolean lock(Connection connection, int log) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(7083323, ?)")) {
            lock.setInt(1, log);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is broken; that is why it is closed.
        }
        connection = null;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }
}
