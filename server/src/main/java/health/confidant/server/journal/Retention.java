package health.confidant.server.journal;

import health.confidant.audit.LogEntry;
import health.confidant.audit.LogFile;
import health.confidant.audit.LogVerifier;
import health.confidant.audit.MerkleTree;
import health.confidant.audit.SignedCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What leaves the journal, and what must not: a month that is older than six years (45 CFR 164.316(b)(2)) and under no
 * legal hold becomes a file that verifies by itself, and the journal verifies without it.
 */
final class Retention {
    private static final long TILE = 1L << TileNodes.TILE;

    private final Connection connection;

    Retention(Connection connection) {
        this.connection = connection;
    }

    /**
     * Holds back what is about an owner, or everything.
     *
     * @param owner key in {@code confidant.owner}, or 0 for everything
     * @return the hold's id
     */
    int hold(int owner, String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into confidant.journal_hold (owner, reason) values (?, ?) returning id")) {
            insert.setInt(1, owner);
            insert.setString(2, reason);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    boolean release(int hold) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update confidant.journal_hold set released = clock_timestamp() where id = ? and released is null")) {
            update.setInt(1, hold);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Writes a file for each log that has records of the month, verifies it, and drops the month; all of it or nothing.
     *
     * @return the files
     * @throws SQLException when the month is too young or under a hold
     */
    List<Path> archive(YearMonth month, Path directory) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            List<Path> files = new ArrayList<>();
            StringBuilder hashes = new StringBuilder();
            for (StoredLog log : StoredLog.all(connection)) {
                Optional<Path> file = write(log, month, directory);
                if (file.isPresent()) {
                    files.add(file.get());
                    hashes.append(sha256(file.get())).append(' ');
                }
            }
            retire(month, files, hashes.toString().strip());
            connection.commit();
            return files;
        } catch (SQLException | IOException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private Optional<Path> write(StoredLog log, YearMonth month, Path directory) throws SQLException, IOException {
        List<LogEntry> all = new ArrayList<>();
        log.read(all::add);
        Set<Long> taken = new HashSet<>();
        Set<Long> mixed = new HashSet<>();
        for (LogEntry entry : all) {
            if (entry instanceof LogEntry.Stored stored) {
                health.confidant.audit.Leaf leaf = health.confidant.audit.Leaf.parse(stored.leaf());
                if (YearMonth.from(leaf.at().atOffset(ZoneOffset.UTC)).equals(month)) {
                    taken.add(leaf.sequence());
                } else {
                    mixed.add(leaf.sequence() / TILE);
                }
            }
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        SignedCheckpoint last = log.last();
        Path file = directory.resolve(log.key().name().replace('/', '-') + "-" + month + ".log");
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            LogFile.write(
                    out,
                    log.key(),
                    List.of(last),
                    entries(log, all, taken, last).iterator());
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            LogVerifier.Result result = LogFile.verify(in, Optional.of(log.key()), List.of(last));
            if (!result.intact()) {
                throw new IOException(
                        "The archive does not verify: " + result.findings().get(0));
            }
        }
        keepLeaves(log, all, taken, mixed);
        return Optional.of(file);
    }

    /** The records of the month; of everything else the hashes, by whole tiles where there is one. */
    private List<LogEntry> entries(StoredLog log, List<LogEntry> all, Set<Long> taken, SignedCheckpoint last) {
        TileNodes nodes = new TileNodes(connection, log.id());
        Set<Long> tiles = new HashSet<>();
        taken.forEach(sequence -> tiles.add(sequence / TILE));
        List<LogEntry> entries = new ArrayList<>();
        long place = 0;
        for (LogEntry entry : all) {
            if (place >= last.checkpoint().size()) {
                break;
            }
            if (entry instanceof LogEntry.Subtree subtree) {
                entries.add(entry);
                place += 1L << subtree.level();
            } else if (entry instanceof LogEntry.Stored stored) {
                boolean whole = !tiles.contains(place / TILE)
                        && (place / TILE + 1) * TILE <= last.checkpoint().size();
                if (taken.contains(place)) {
                    entries.add(stored);
                } else if (!whole) {
                    entries.add(new LogEntry.Subtree(0, place, MerkleTree.leaf(stored.leaf())));
                } else if (place % TILE == 0) {
                    entries.add(new LogEntry.Subtree(
                            TileNodes.TILE, place / TILE, nodes.node(TileNodes.TILE, place / TILE)));
                }
                place++;
            }
        }
        return entries;
    }

    /** The leaves of a tile that keeps other records stay, as hashes. */
    private void keepLeaves(StoredLog log, List<LogEntry> all, Set<Long> taken, Set<Long> mixed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into confidant.journal_node (log, level, index, hash) values (?, 0, ?, ?) on conflict do nothing")) {
            for (LogEntry entry : all) {
                if (entry instanceof LogEntry.Stored stored) {
                    long sequence =
                            health.confidant.audit.Leaf.parse(stored.leaf()).sequence();
                    long tile = sequence / TILE;
                    boolean partial =
                            (tile + 1) * TILE > log.last().checkpoint().size();
                    if (taken.contains(sequence) && (mixed.contains(tile) || partial)) {
                        insert.setInt(1, log.id());
                        insert.setLong(2, sequence);
                        insert.setBytes(3, MerkleTree.leaf(stored.leaf()).bytes());
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private void retire(YearMonth month, List<Path> files, String sha256) throws SQLException {
        Date first = Date.valueOf(month.atDay(1));
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into confidant.journal_archive (month, file, sha256) values (?, ?, ?)");
                PreparedStatement retire = connection.prepareStatement("select confidant.journal_retire(?)")) {
            insert.setDate(1, first);
            insert.setString(
                    2,
                    String.join(
                            " ",
                            files.stream()
                                    .map(file -> file.getFileName().toString())
                                    .toList()));
            insert.setString(3, sha256);
            insert.executeUpdate();
            retire.setDate(1, first);
            retire.executeQuery().close();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
