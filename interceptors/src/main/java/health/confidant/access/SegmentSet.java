package health.confidant.access;

import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;

/** An immutable set of segment ids. */
public final class SegmentSet {
    public static final SegmentSet NONE = new SegmentSet(new BitSet());

    private final BitSet ids;
    private final String scope;

    private SegmentSet(BitSet ids) {
        this.ids = ids;
        this.scope = shorter(ids);
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
        return array(ids);
    }

    /**
     * What a transaction hands to PostgreSQL: an {@code int[]} literal, or, where that is shorter, a {@code bytea} literal
     * whose bit n, counted as PostgreSQL's {@code get_bit} does, says whether segment n is in the set (ADR 0010).
     */
    public String toScopeLiteral() {
        return scope;
    }

    private static String shorter(BitSet ids) {
        String array = array(ids);
        int bits = 2 + 2 * ((ids.length() + 7) / 8);
        return bits < array.length() ? "\\x" + HexFormat.of().formatHex(ids.toByteArray()) : array;
    }

    private static String array(BitSet ids) {
        StringBuilder text = new StringBuilder("{");
        ids.stream().forEach(id -> text.append(text.length() > 1 ? "," : "").append(id));
        return text.append('}').toString();
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
        return toArrayLiteral();
    }
}
