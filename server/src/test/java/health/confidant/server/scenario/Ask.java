package health.confidant.server.scenario;

/** One request. */
record Ask(String method, String path, String body, String contentType, String ifNoneExist) {
    static final String JSON = "application/fhir+json";

    static Ask get(String path) {
        return new Ask("GET", path, null, null, null);
    }

    static Ask form(String path, String body) {
        return new Ask("POST", path, body, "application/x-www-form-urlencoded", null);
    }

    static Ask send(String method, String path, String body) {
        return new Ask(method, path, body, JSON, null);
    }

    static Ask patch(String path, String body) {
        return new Ask("PATCH", path, body, "application/json-patch+json", null);
    }

    static Ask createUnlessThere(String type, String body, String query) {
        return new Ask("POST", "/" + type, body, JSON, query);
    }

    String line() {
        return method + " " + path + (body == null ? "" : " " + body) + (ifNoneExist == null ? "" : " " + ifNoneExist);
    }
}
