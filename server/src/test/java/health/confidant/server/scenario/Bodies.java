package health.confidant.server.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** What requests of the table send: bodies by name, of which one may be {@code like} another (RFC 7396), or parameters. */
final class Bodies {
    private static final String LIKE = "like";
    private static final JsonNode NAMED = read();

    private Bodies() {}

    /** With values still to be filled in; null where the request has none. */
    static String of(Step.Request request) {
        if (!request.body().isEmpty()) {
            JsonNode body = named(request.body());
            return body.isTextual() ? body.asText() : body.toString();
        }
        if (request.verb().equals("POST") && request.path().contains("$")) {
            return "{\"resourceType\":\"Parameters\",\"parameter\":["
                    + request.fields().stream().map(Bodies::parameter).collect(Collectors.joining(",")) + "]}";
        }
        return null;
    }

    private static JsonNode named(String name) {
        JsonNode body = NAMED.path(name);
        if (body.isMissingNode()) {
            throw new IllegalArgumentException("There is no body <" + name + ">.");
        }
        if (!body.has(LIKE)) {
            return body;
        }
        ObjectNode changes = body.deepCopy();
        return merged(named(changes.remove(LIKE).asText()), changes);
    }

    private static JsonNode merged(JsonNode whole, JsonNode changes) {
        if (!whole.isObject() || !changes.isObject()) {
            return changes;
        }
        ObjectNode merged = whole.deepCopy();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merged(merged.path(change.getKey()), change.getValue()));
            }
        });
        return merged;
    }

    private static String parameter(Step.Field field) {
        String value =
                switch (field.type()) {
                    case "boolean", "integer" -> field.value();
                    case "Reference" -> "{\"reference\":\"" + field.value() + "\"}";
                    default -> field.value().startsWith("{") ? field.value() : '"' + field.value() + '"';
                };
        String type =
                Character.toUpperCase(field.type().charAt(0)) + field.type().substring(1);
        return "{\"name\":\"" + field.name() + "\",\"value" + type + "\":" + value + "}";
    }

    private static JsonNode read() {
        try (InputStream in = Bodies.class.getResourceAsStream("/scenarios/bodies.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
