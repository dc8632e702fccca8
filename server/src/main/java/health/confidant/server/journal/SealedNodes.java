package health.confidant.server.journal;

import health.confidant.audit.Hash;
import health.confidant.audit.SignedCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What the database keeps of a sealed tree: complete subtrees and the checkpoint, both or neither. */
final class SealedNodes {
    /** A complete subtree that is kept. */
    record Node(int level, long index, Hash hash) {}

    private SealedNodes() {}

    static void store(Connection connection, int log, List<Node> nodes, SignedCheckpoint signed) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement node = connection.prepareStatement(
                        "insert into confidant.journal_node (log, level, index, hash) values"
                                + " (?, ?, ?, ?) on conflict do nothing");
                PreparedStatement note = connection.prepareStatement(
                        "insert into confidant.journal_checkpoint (log, size, note) values (?, ?, ?)")) {
            for (Node kept : nodes) {
                node.setInt(1, log);
                node.setInt(2, kept.level());
                node.setLong(3, kept.index());
                node.setBytes(4, kept.hash().bytes());
                node.addBatch();
            }
            node.executeBatch();
            note.setInt(1, log);
            note.setLong(2, signed.checkpoint().size());
            note.setString(3, signed.text());
            note.executeUpdate();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
