package health.confidant.access;

import health.confidant.label.Label;
import java.util.Set;

/**
 * The unit of access: owner, track, sensitivity and carve; a row of {@code confidant.segment}.
 *
 * @param id HAPI's partition id
 * @param labels the sensitivity, exactly one of N, R, V among it
 * @param source the client that brought the records, or empty for the program's own
 * @param author reference of the originator where only the originator may look (SUD counseling notes), or of the holder
 *     of a staff paper; else empty
 * @param carve the provisions that match these records
 */
public record Segment(
        int id, Owner owner, Track track, Set<Label> labels, String source, String author, Set<ProvisionId> carve) {
    public Segment {
        labels = Set.copyOf(labels);
        carve = Set.copyOf(carve);
    }

    /** Whether that client brought the records; the program's own were brought by nobody. */
    public boolean broughtBy(String client) {
        return !source.isEmpty() && source.equals(client);
    }

    /** Whether that person is the known originator; no originator is nobody. */
    public boolean writtenBy(String reference) {
        return !author.isEmpty() && author.equals(reference);
    }
}
