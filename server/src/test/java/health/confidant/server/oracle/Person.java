package health.confidant.server.oracle;

/** @param name of a member of the cast its login */
record Person(String name, Kind kind) {
    boolean ofCast() {
        return !kind.treats() && kind != Kind.PATIENT;
    }
}
