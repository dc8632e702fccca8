package health.confidant.access;

import java.util.List;

/** A pure function: same arguments, same rules. Policies judge segments, never content. */
public interface Policy {
    PolicyId id();

    List<Rule> judge(AccessRequest request, Segment segment, Facts facts);
}
