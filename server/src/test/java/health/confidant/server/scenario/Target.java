package health.confidant.server.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A record of the world that somebody asks about.
 *
 * @param reference {@code Type/id} as stored
 * @param body as the world has it
 * @param owners the patients whose record it is
 */
record Target(String symbolic, String reference, JsonNode body, List<String> owners) {
    String type() {
        return reference.substring(0, reference.indexOf('/'));
    }

    String id() {
        return reference.substring(reference.indexOf('/') + 1);
    }

    String identifier() {
        return identifier(body);
    }

    static String identifier(JsonNode body) {
        JsonNode first =
                body.path("identifier").isArray() ? body.path("identifier").path(0) : body.path("identifier");
        return first.path("system").asText() + "|" + first.path("value").asText();
    }
}
