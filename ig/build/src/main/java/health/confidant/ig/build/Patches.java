package health.confidant.ig.build;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902) as far as the bad examples use it: add, replace and remove, with paths that exist. */
public final class Patches {
    private Patches() {}

    public static JsonNode apply(JsonNode resource, JsonNode patch) {
        JsonNode patched = resource.deepCopy();
        patch.forEach(operation -> change(patched, operation));
        return patched;
    }

    private static void change(JsonNode resource, JsonNode operation) {
        JsonPointer path = JsonPointer.compile(operation.path("path").asText());
        String kind = operation.path("op").asText();
        JsonNode parent = resource.at(path.head());
        if (!kind.equals("add") && resource.at(path).isMissingNode() || parent.isMissingNode()) {
            throw new IllegalArgumentException("The patch changes nothing at " + path);
        }
        JsonNode value = operation.path("value");
        if (parent instanceof ArrayNode array) {
            int index = path.last().getMatchingIndex();
            switch (kind) {
                case "remove" -> array.remove(index);
                case "replace" -> array.set(index, value);
                default -> array.insert(index, value);
            }
        } else if (kind.equals("remove")) {
            ((ObjectNode) parent).remove(path.last().getMatchingProperty());
        } else {
            ((ObjectNode) parent).set(path.last().getMatchingProperty(), value);
        }
    }
}
