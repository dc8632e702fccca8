package health.confidant.server.oracle;

/**
 * One request, by names.
 *
 * @param about a record, or of a search its patient; null for a search over all records of the type
 */
record Question(Seat seat, String purpose, Way way, String type, String about) {
    enum Way {
        READ,
        HISTORY,
        /** All records of a type by id: exactly the visible ones come back. */
        SEARCH,
        /** The records of a type about one patient. */
        CHART,
        COUNT,
        /** Patients who have a Condition with a code. */
        HAS,
        EVERYTHING,
        /** Another version of a record, equal to the one there is. */
        WRITE,
        /** A new record like that one, written by the caller. The world is another one afterwards. */
        CREATE
    }
}
