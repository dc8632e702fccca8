package health.confidant.server.journal;

import health.confidant.audit.CheckpointKey;
import health.confidant.audit.Hash;
import health.confidant.audit.LogEntry;
import health.confidant.audit.SignedCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A log as it lies in the database, read once from its first record to its last; nothing is believed. */
final class StoredLog {
    private static final int PAGE = 5_000;

    private final Connection connection;
    private final int id;
    private final CheckpointKey key;

    /** @param key as the database names it */
    private StoredLog(Connection connection, int id, CheckpointKey key) {
        this.connection = connection;
        this.id = id;
        this.key = key;
    }

    static List<StoredLog> all(Connection connection) throws SQLException {
        List<StoredLog> logs = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select id, key from confidant.journal_log order by id");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                logs.add(new StoredLog(connection, row.getInt(1), CheckpointKey.parse(row.getString(2))));
            }
        }
        return logs;
    }

    CheckpointKey key() {
        return key;
    }

    int id() {
        return id;
    }

    /** In their order; a note that is none makes the list end with an exception. */
    List<SignedCheckpoint> checkpoints() throws SQLException {
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select note from confidant.journal_checkpoint where log = ? order by size")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    checkpoints.add(SignedCheckpoint.parse(row.getString(1)));
                }
            }
        }
        return checkpoints;
    }

    /** The newest; there is one, once anything was sealed. */
    SignedCheckpoint last() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select note from confidant.journal_checkpoint where log = ? order by size desc limit 1")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new JournalUnavailable("The log has no checkpoint yet.", null);
                }
                return SignedCheckpoint.parse(row.getString(1));
            }
        }
    }

    /** Every record in the order of its number, and what stands for the ones that were archived away. */
    void forEach(Consumer<LogEntry> entries) throws SQLException {
        connection.setAutoCommit(false);
        try {
            read(entries);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The same within the connection's transaction. */
    void read(Consumer<LogEntry> entries) throws SQLException {
        long next = 0;
        long end = end();
        try (PreparedStatement query = connection.prepareStatement("select " + Row.COLUMNS
                + " from confidant.journal where log = ? and sequence >= ? and sequence < ? order by sequence, at")) {
            query.setFetchSize(PAGE);
            while (next < end) {
                query.setInt(1, id);
                query.setLong(2, next);
                query.setLong(3, next + PAGE);
                next = page(query, next, Math.min(end, next + PAGE), entries);
            }
        }
    }

    private long page(PreparedStatement query, long from, long until, Consumer<LogEntry> entries) throws SQLException {
        long next = from;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long sequence = row.getLong("sequence");
                next = archived(next, sequence, entries);
                entries.accept(entry(row));
                next = Math.max(next, sequence + 1);
            }
        }
        return archived(next, until, entries);
    }

    /** What is left of the records between the two numbers: whole tiles, and single leaves. */
    private long archived(long from, long until, Consumer<LogEntry> entries) throws SQLException {
        if (from >= until) {
            return from;
        }
        TreeMap<Long, LogEntry.Subtree> kept = new TreeMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select level, index, hash from confidant.journal_node"
                        + " where log = ? and (level = 0 and index >= ? and index < ? or level = 8 and index >= ? and index < ?)"
                        + " order by level desc, index")) {
            query.setInt(1, id);
            query.setLong(2, from);
            query.setLong(3, until);
            query.setLong(4, from + 255 >> TileNodes.TILE);
            query.setLong(5, until >> TileNodes.TILE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int level = row.getInt(1);
                    long index = row.getLong(2);
                    kept.putIfAbsent(index << level, new LogEntry.Subtree(level, index, Hash.of(row.getBytes(3))));
                }
            }
        }
        long next = from;
        for (LogEntry.Subtree subtree = kept.get(next); subtree != null; subtree = kept.get(next)) {
            entries.accept(subtree);
            next = subtree.index() + 1 << subtree.level();
        }
        return Math.max(next, until);
    }

    private long end() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select greatest((select coalesce(max(sequence) + 1, 0) from confidant.journal where log = ?),"
                        + " (select coalesce(max(size), 0) from confidant.journal_checkpoint where log = ?))")) {
            query.setInt(1, id);
            query.setInt(2, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** A row that cannot be read is a record that is not in its form. */
    private static LogEntry entry(ResultSet row) throws SQLException {
        try {
            Row read = Row.read(row);
            return new LogEntry.Stored(read.leaf().canonical(), read.mac(), read.body());
        } catch (IllegalArgumentException e) {
            return new LogEntry.Stored(new byte[0], new byte[0], new byte[0]);
        }
    }
}
