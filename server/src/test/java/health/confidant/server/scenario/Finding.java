package health.confidant.server.scenario;

/**
 * What one request, or a pair of them, told about a record.
 *
 * @param detail the request, and what of its answer told
 */
record Finding(Kind kind, String detail) {
    enum Kind {
        /** The record itself, or that it is counted. */
        SHOWN,
        /** Not the record, but the answer differs from the one about nothing. */
        TOLD,
        SILENT,
        /** There is no such door here, for the reason in the detail. */
        INAPPLICABLE
    }

    static Finding inapplicable(String reason) {
        return new Finding(Kind.INAPPLICABLE, reason);
    }

    boolean tells() {
        return kind == Kind.SHOWN || kind == Kind.TOLD;
    }
}
