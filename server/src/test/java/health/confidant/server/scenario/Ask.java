package health.confidant.server.scenario;

import java.util.List;

/**
 * One request.
 *
 * @param headers names and values in turn
 */
record Ask(String method, String path, String body, List<String> headers) {
    private static final String TYPE = "Content-Type";
    private static final String JSON = "application/fhir+json";

    static Ask get(String path) {
        return new Ask("GET", path, null, List.of());
    }

    static Ask head(String path) {
        return new Ask("HEAD", path, null, List.of());
    }

    static Ask unlessVersion(String path, int version) {
        return new Ask("GET", path, null, List.of("If-None-Match", "W/\"" + version + "\""));
    }

    /** Of the vault; a PATCH of one byte, which no offset of a whole document fits. */
    static Ask document(String method, String id) {
        return method.equals("PATCH")
                ? new Ask(method, "/documents/" + id, "x", List.of("Upload-Offset", "99"))
                : new Ask(method, "/documents/" + id, null, List.of());
    }

    static Ask form(String path, String body) {
        return new Ask("POST", path, body, List.of(TYPE, "application/x-www-form-urlencoded"));
    }

    static Ask send(String method, String path, String body) {
        return new Ask(method, path, body, body == null ? List.of() : List.of(TYPE, JSON));
    }

    static Ask patch(String path, String body) {
        return new Ask("PATCH", path, body, List.of(TYPE, "application/json-patch+json"));
    }

    static Ask ifVersion(String path, String body, int version) {
        return new Ask("PUT", path, body, List.of(TYPE, JSON, "If-Match", "W/\"" + version + "\""));
    }

    static Ask createUnlessThere(String type, String body, String query) {
        return new Ask("POST", "/" + type, body, List.of(TYPE, JSON, "If-None-Exist", query));
    }

    String line() {
        return method + " " + path + " " + headers + (body == null ? "" : " " + body);
    }
}
