package health.confidant.access;

/**
 * Whose confidence a segment keeps.
 *
 * @param id key in {@code confidant.owner}
 * @param kind patient, couple or the directory
 * @param reference {@code Patient/[id]}, {@code Group/[id]} or {@code directory}
 */
public record Owner(int id, Kind kind, String reference) {
    public enum Kind {
        PATIENT,
        COUPLE,
        /** Practitioners, organisations, conformance resources: readable by any authenticated caller. */
        DIRECTORY
    }
}
