package health.confidant.server.keys;

import java.util.Locale;

/** What a data key is for. Keys of one owner are apart so that each can be destroyed when its own time has come. Requirement 74. */
public enum KeyClass {
    /** Bodies of the individual, couples and general tracks, and documents. */
    RECORD,
    /** The billing track, and its documents. */
    BILLING,
    /** Consents, restrictions and notices, which outlive the record too (45 CFR 164.530(j)). */
    PAPERS,
    /** Payloads of the audit log, which outlive the record (45 CFR 164.316(b)(2)(i)). */
    AUDIT,
    /** What belongs to nobody: search strings, job parameters. */
    SERVICE,
    /** The key of search hashes: one for all owners, since one hash must find the rows of each. */
    INDEX;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
