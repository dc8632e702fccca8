package health.confidant.label;

import health.confidant.access.Track;
import java.util.Set;

/**
 * What a resource is, short of whose: with its owner it names one segment.
 *
 * @param labels exactly one confidentiality among them
 * @param author the originator where only the originator may look, else empty
 */
public record Classification(Track track, Set<Label> labels, String source, String author) {
    public Classification {
        labels = Set.copyOf(labels);
    }
}
