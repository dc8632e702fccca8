package health.confidant.server.noninterference;

/** One request; a walk follows the next links of its answer to the end. */
record Question(String method, String path, String body, String type) {
    static Question get(String path) {
        return new Question("GET", path, null, null);
    }

    static Question json(String method, String path, String body) {
        return new Question(method, path, body, "application/fhir+json");
    }

    @Override
    public String toString() {
        return method + " " + path + (body == null ? "" : "\n" + body);
    }
}
