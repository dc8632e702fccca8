package health.confidant.access;

import java.util.BitSet;
import java.util.Collection;

/** An immutable set of segment ids. */
public final class SegmentSet {
    public static final SegmentSet NONE = new SegmentSet(new BitSet());

    private final BitSet ids;
    private final String sql;

    private SegmentSet(BitSet ids) {
        this.ids = ids;
        StringBuilder text = new StringBuilder("{");
        ids.stream().forEach(id -> text.append(text.length() > 1 ? "," : "").append(id));
        this.sql = text.append('}').toString();
    }

    public static SegmentSet of(Collection<Integer> ids) {
        BitSet bits = new BitSet();
        ids.forEach(bits::set);
        return new SegmentSet(bits);
    }

    public boolean contains(int id) {
        return id >= 0 && ids.get(id);
    }

    /** Whether every id of the other set is in this one. */
    public boolean containsAll(SegmentSet other) {
        BitSet missing = (BitSet) other.ids.clone();
        missing.andNot(ids);
        return missing.isEmpty();
    }

    public int size() {
        return ids.cardinality();
    }

    /** A PostgreSQL {@code int[]} literal, such as {@code {1,2,12}}. */
    public String toArrayLiteral() {
        return sql;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentSet that && ids.equals(that.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }

    @Override
    public String toString() {
        return sql;
    }
}
