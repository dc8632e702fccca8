package health.confidant.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree of RFC 9162, section 2.1, over hashes that somebody else keeps: roots and proofs, and their verification.
 * Leaves and nodes are hashed with different prefixes, so that none can stand for the other.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** The complete subtrees of a tree: {@code node(level, index)} is over leaves index·2^level to (index+1)·2^level. */
    @FunctionalInterface
    public interface Nodes {
        Hash node(int level, long index);
    }

    private MerkleTree() {}

    public static Hash leaf(byte[] data) {
        return Hash.sha256(LEAF, data);
    }

    /** The head of two neighbouring subtrees. */
    public static Hash join(Hash left, Hash right) {
        return node(left, right);
    }

    static Hash node(Hash left, Hash right) {
        return Hash.sha256(NODE, left.raw(), right.raw());
    }

    /** The root of no leaves at all. */
    static Hash empty() {
        return Hash.sha256();
    }

    /** The head of the first {@code size} leaves. */
    public static Hash root(long size, Nodes nodes) {
        return size == 0 ? empty() : range(0, size, nodes);
    }

    /** The siblings of a leaf from below, section 2.1.3.1. */
    public static List<Hash> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("No leaf " + index + " in a tree of " + size + ".");
        }
        List<Hash> proof = new ArrayList<>();
        path(index, 0, size, nodes, proof);
        return proof;
    }

    private static void path(long index, long from, long to, Nodes nodes, List<Hash> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, nodes, proof);
            proof.add(range(middle, to, nodes));
        } else {
            path(index, middle, to, nodes, proof);
            proof.add(range(from, middle, nodes));
        }
    }

    /** What shows that a tree of {@code size} begins with the tree of {@code old}, section 2.1.4.1. */
    public static List<Hash> consistency(long old, long size, Nodes nodes) {
        if (old < 0 || old > size) {
            throw new IllegalArgumentException("A tree of " + size + " does not begin with one of " + old + ".");
        }
        List<Hash> proof = new ArrayList<>();
        if (old > 0 && old < size) {
            subproof(old, 0, size, true, nodes, proof);
        }
        return proof;
    }

    private static void subproof(long old, long from, long to, boolean whole, Nodes nodes, List<Hash> proof) {
        if (old == to) {
            if (!whole) {
                proof.add(range(from, to, nodes));
            }
            return;
        }
        long middle = from + split(to - from);
        if (old <= middle) {
            subproof(old, from, middle, whole, nodes, proof);
            proof.add(range(middle, to, nodes));
        } else {
            subproof(old, middle, to, false, nodes, proof);
            proof.add(range(from, middle, nodes));
        }
    }

    /** Section 2.1.3.2. */
    public static boolean included(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = node(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash.equals(root);
    }

    /** Section 2.1.4.2: whether the tree under {@code root} begins with the one under {@code oldRoot}. */
    public static boolean consistent(long old, Hash oldRoot, long size, Hash root, List<Hash> proof) {
        if (old == size) {
            return proof.isEmpty() && oldRoot.equals(root);
        }
        if (old <= 0 || old > size) {
            return old == 0 && proof.isEmpty() && oldRoot.equals(empty());
        }
        List<Hash> path = new ArrayList<>();
        if (Long.bitCount(old) == 1) {
            path.add(oldRoot);
        }
        path.addAll(proof);
        return !path.isEmpty() && climbs(old - 1, size - 1, path, oldRoot, root);
    }

    private static boolean climbs(long first, long second, List<Hash> path, Hash oldRoot, Hash root) {
        long fn = first;
        long sn = second;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        Hash fr = path.get(0);
        Hash sr = path.get(0);
        for (Hash c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(oldRoot) && sr.equals(root);
    }

    private static Hash range(long from, long to, Nodes nodes) {
        long size = to - from;
        if (Long.bitCount(size) == 1 && from % size == 0) {
            return nodes.node(Long.numberOfTrailingZeros(size), from / size);
        }
        long middle = from + split(size);
        return node(range(from, middle, nodes), range(middle, to, nodes));
    }

    /** The largest power of two smaller than the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
