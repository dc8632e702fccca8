package health.confidant.retention;

/** Records that share a period. */
public enum RecordClass {
    /** The medical record, the couple's included. */
    CLINICAL,
    BILLING,
    /** Consents, restrictions, notices and decisions on them. */
    PAPERS,
    AUDIT
}
