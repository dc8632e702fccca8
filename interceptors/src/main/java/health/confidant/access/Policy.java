package health.confidant.access;

import java.util.List;

/** A pure function: same arguments, same rules. Policies judge segments, never content. */
public interface Policy {
    PolicyId id();

    /**
     * @param facts those about the segment's owner that hold at {@code request.at()}; never {@code null}, nor the
     * result
     */
    List<Rule> judge(AccessRequest request, Segment segment, Facts facts);
}
