package health.confidant.server.journal;

import health.confidant.audit.Hash;
import health.confidant.audit.MerkleTree;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The hashes of a log from the database: whole tiles of 256 are kept, what lies below is hashed again from the records.
 * Not thread-safe; remembers what it read.
 */
final class TileNodes implements MerkleTree.Nodes {
    static final int TILE = 8;

    private final Connection connection;
    private final int log;
    private final Map<Long, Map<Long, Hash>> tiles = new HashMap<>();
    private final Map<String, Hash> inner = new HashMap<>();

    TileNodes(Connection connection, int log) {
        this.connection = connection;
        this.log = log;
    }

    @Override
    public Hash node(int level, long index) {
        if (level > 0) {
            String place = level + "/" + index;
            Hash known = inner.get(place);
            if (known == null) {
                known = level % TILE == 0
                        ? stored(level, index)
                        : join(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
                inner.put(place, known);
            }
            return known;
        }
        Hash leaf = tiles.computeIfAbsent(index >> TILE, this::leaves).get(index);
        if (leaf == null) {
            throw new IllegalStateException("Record " + index + " is not there.");
        }
        return leaf;
    }

    private static Hash join(Hash left, Hash right) {
        return MerkleTree.join(left, right);
    }

    private Hash stored(int level, long index) {
        try (PreparedStatement query = connection.prepareStatement(
                "select hash from confidant.journal_node where log = ? and level = ? and index = ?")) {
            query.setInt(1, log);
            query.setInt(2, level);
            query.setLong(3, index);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("Node " + level + "/" + index + " is not there.");
                }
                return Hash.of(row.getBytes(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The journal cannot be read.", e);
        }
    }

    private Map<Long, Hash> leaves(long tile) {
        Map<Long, Hash> leaves = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("select " + Row.COLUMNS
                        + " from confidant.journal where log = ? and sequence >= ? and sequence < ?");
                PreparedStatement archived = connection.prepareStatement("select index, hash from"
                        + " confidant.journal_node where log = ? and level = 0 and index >= ? and index < ?")) {
            for (PreparedStatement statement : new PreparedStatement[] {query, archived}) {
                statement.setInt(1, log);
                statement.setLong(2, tile << TILE);
                statement.setLong(3, tile + 1 << TILE);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Row read = Row.read(row);
                    leaves.put(read.leaf().sequence(), read.leaf().hash());
                }
            }
            try (ResultSet row = archived.executeQuery()) {
                while (row.next()) {
                    leaves.putIfAbsent(row.getLong(1), Hash.of(row.getBytes(2)));
                }
            }
            return leaves;
        } catch (SQLException e) {
            throw new IllegalStateException("The journal cannot be read.", e);
        }
    }
}
