package health.confidant.access;

/** What a caller may do with the records of a segment. */
public enum Interaction {
    READ,
    WRITE
}
