package health.confidant.audit;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a growing tree: what is needed to add a leaf and to know the root, and no more. Not thread-safe. */
public final class Frontier {
    /** Told of each complete subtree, once, when its last leaf is added. */
    @FunctionalInterface
    public interface Completed {
        void subtree(int level, long index, Hash hash);
    }

    private static final Completed NOBODY = (level, index, hash) -> {};

    private final List<Hash> edge = new ArrayList<>();
    private long size;

    /** The edge of the first {@code size} leaves. */
    public static Frontier at(long size, MerkleTree.Nodes nodes) {
        Frontier frontier = new Frontier();
        long from = 0;
        for (int level = 62; level >= 0; level--) {
            long width = 1L << level;
            if ((size & width) != 0) {
                frontier.edge.add(0, nodes.node(level, from >> level));
                from += width;
            }
        }
        frontier.size = size;
        return frontier;
    }

    public Frontier copy() {
        Frontier copy = new Frontier();
        copy.edge.addAll(edge);
        copy.size = size;
        return copy;
    }

    public long size() {
        return size;
    }

    public void add(Hash leaf) {
        add(leaf, NOBODY);
    }

    public void add(Hash leaf, Completed completed) {
        Hash hash = leaf;
        int level = 0;
        completed.subtree(0, size, hash);
        while (((size >> level) & 1) == 1) {
            hash = MerkleTree.node(edge.remove(0), hash);
            level++;
            completed.subtree(level, size >> level, hash);
        }
        edge.add(0, hash);
        size++;
    }

    /**
     * Adds a whole subtree whose leaves are gone.
     *
     * @throws IllegalArgumentException when it does not begin where this tree ends
     */
    public void add(int level, Hash subtree) {
        if (size % (1L << level) != 0) {
            throw new IllegalArgumentException("A subtree of level " + level + " does not begin at " + size + ".");
        }
        Hash hash = subtree;
        int at = level;
        while (((size >> at) & 1) == 1) {
            hash = MerkleTree.node(edge.remove(0), hash);
            at++;
        }
        edge.add(0, hash);
        size += 1L << level;
    }

    public Hash root() {
        if (edge.isEmpty()) {
            return MerkleTree.empty();
        }
        Hash root = edge.get(0);
        for (Hash left : edge.subList(1, edge.size())) {
            root = MerkleTree.node(left, root);
        }
        return root;
    }
}
