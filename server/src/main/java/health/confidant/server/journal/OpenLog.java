package health.confidant.server.journal;

import health.confidant.audit.Frontier;
import health.confidant.audit.Hash;
import health.confidant.audit.MerkleTree;
import health.confidant.audit.SignedCheckpoint;
import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** A node's log, opened: found or begun, locked, compared with its file of checkpoints, and caught up. */
record OpenLog(NodeLog log, Connection locked, Sealer sealer) {
    private static final int SLOTS = 64;
    private static final int TRIES = 50;
    private static final String ASIDE =
            " `java -jar confidant.jar verify` names what is wrong. To go on with a new log,"
                    + " move journal-*.key of confidant.keys aside; the old log stays as evidence.";

    /**
     * Takes the first slot of the directory of keys whose log no other node writes.
     *
     * @throws StartRefused when the journal in the database is not the one that was sealed
     */
    static OpenLog open(DataSource source, JournalKeys keys, CheckpointFile file, Draft.Maker drafts, Clock clock) {
        try {
            for (int slot = 1; slot <= SLOTS; slot++) {
                JournalKeys.Node node = keys.node(slot);
                Connection connection = source.getConnection();
                int id = register(connection, node);
                if (locked(connection, id)) {
                    NodeLog log = resume(connection, id, node, slot, keys);
                    return new OpenLog(log, connection, sealer(log, connection, source, file, drafts, clock));
                }
                connection.close();
            }
            throw new StartRefused("Too many nodes share this directory of keys.");
        } catch (SQLException | IOException e) {
            throw new StartRefused(
                    "The journal cannot be opened: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    /** A node that was killed a moment ago may still have its connection. */
    private static boolean locked(Connection connection, int id) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            if (JournalWriter.lock(connection, id)) {
                return true;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static int register(Connection connection, JournalKeys.Node node) throws SQLException {
        String origin = node.signer().key().name();
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into confidant.journal_log (origin, key) values (?, ?) on conflict (origin) do nothing");
                PreparedStatement query =
                        connection.prepareStatement("select id, key from confidant.journal_log where origin = ?")) {
            query.setString(1, origin);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                insert.setString(1, origin);
                insert.setString(2, node.signer().key().text());
                insert.executeUpdate();
                row = query.executeQuery();
                row.next();
            }
            if (!row.getString(2).equals(node.signer().key().text())) {
                throw new StartRefused("The database names another key for the log of this node." + ASIDE);
            }
            return row.getInt(1);
        }
    }

    private static NodeLog resume(Connection connection, int id, JournalKeys.Node node, int slot, JournalKeys keys)
            throws SQLException, IOException {
        AckFile acks = AckFile.open(keys.directory().resolve("journal-" + slot + ".acks"));
        try (PreparedStatement query = connection.prepareStatement(
                "select coalesce(max(sequence) + 1, 0) from confidant.journal where log = ?")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new NodeLog(
                        id, node.signer(), node.mac(), new Numbers(acks, Math.max(row.getLong(1), acks.issued())));
            }
        }
    }

    private static Sealer sealer(
            NodeLog log, Connection connection, DataSource source, CheckpointFile file, Draft.Maker drafts, Clock clock)
            throws SQLException, IOException {
        Optional<SignedCheckpoint> stored = stored(connection, log.id());
        long size = stored.map(signed -> signed.checkpoint().size()).orElse(0L);
        Frontier frontier;
        try {
            frontier = Frontier.at(size, new TileNodes(connection, log.id()));
        } catch (IllegalStateException e) {
            throw new StartRefused("Sealed records of the journal are gone." + ASIDE, e);
        }
        boolean same = stored.isEmpty()
                || log.signer().key().signed(stored.get())
                        && stored.get().checkpoint().root().equals(frontier.root());
        if (!same) {
            throw new StartRefused("The journal is not the one that was sealed." + ASIDE);
        }
        compare(log, connection, frontier.copy(), file);
        Sealer sealer = new Sealer(source, log, file, drafts, clock, frontier, stored.orElse(null));
        sealer.seal();
        return sealer;
    }

    /** The file may be one checkpoint ahead, never more: then the database was rolled back. */
    private static void compare(NodeLog log, Connection connection, Frontier frontier, CheckpointFile file) {
        SignedCheckpoint last = file.last(log.signer().key().name()).orElse(null);
        if (last == null) {
            if (frontier.size() > 0) {
                throw new StartRefused("The file of checkpoints does not know this journal." + ASIDE);
            }
            return;
        }
        long size = last.checkpoint().size();
        Hash root;
        try {
            TileNodes nodes = new TileNodes(connection, log.id());
            if (size <= frontier.size()) {
                root = MerkleTree.root(size, nodes);
            } else {
                while (frontier.size() < size) {
                    frontier.add(nodes.node(0, frontier.size()));
                }
                root = frontier.root();
            }
        } catch (IllegalStateException e) {
            throw new StartRefused("The journal is older than its file of checkpoints: it was rolled back." + ASIDE, e);
        }
        if (!last.checkpoint().root().equals(root)) {
            throw new StartRefused("The journal is not the one in its file of checkpoints." + ASIDE);
        }
    }

    private static Optional<SignedCheckpoint> stored(Connection connection, int log) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select note from confidant.journal_checkpoint where log = ? order by size desc limit 1")) {
            query.setInt(1, log);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(SignedCheckpoint.parse(row.getString(1))) : Optional.empty();
            }
        }
    }
}
