package health.confidant.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer: which segments this caller may read and write, why, and until when that holds if no fact changes.
 *
 * @param because per candidate segment, every rule that spoke
 * @param validUntil first instant at which a period among the facts begins or ends
 */
public record AccessDecision(
        AccessRequest request,
        SegmentSet readable,
        SegmentSet writable,
        Map<Segment, List<CitedRule>> because,
        Instant validUntil) {
    public AccessDecision {
        because = Map.copyOf(because);
    }

    /** Nothing readable, nothing writable. */
    public static AccessDecision none(AccessRequest request) {
        return new AccessDecision(request, SegmentSet.NONE, SegmentSet.NONE, Map.of(), Instant.MAX);
    }
}
