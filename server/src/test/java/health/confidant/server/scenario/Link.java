package health.confidant.server.scenario;

/**
 * A reference between two records of the world that a search parameter finds.
 *
 * @param from {@code Type/id} that refers
 * @param parameter of from's type
 * @param to {@code Type/id} that is referred to
 */
record Link(String from, String parameter, String to) {
    String fromType() {
        return from.substring(0, from.indexOf('/'));
    }

    String toType() {
        return to.substring(0, to.indexOf('/'));
    }

    String fromId() {
        return from.substring(from.indexOf('/') + 1);
    }

    String toId() {
        return to.substring(to.indexOf('/') + 1);
    }
}
