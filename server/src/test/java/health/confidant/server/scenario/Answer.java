package health.confidant.server.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came back, as JSON and as a text in which nothing is left that differs between any two requests. */
record Answer(int status, JsonNode body, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> EVER_NEW = Set.of("date", "x-request-id", "last-modified", "content-length");

    static Answer of(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("connection"); // The container closes one after a hundred answers, whatever they are.
        headers.keySet().removeIf(name -> EVER_NEW.contains(name.toLowerCase(java.util.Locale.ROOT)));
        // Links echo the query with escapes.
        String body = response.body()
                .replace("%7C", "|")
                .replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%2F", "/");
        String plain = body.replaceAll("(\"resourceType\":\"OperationOutcome\"),\"id\":\"[^\"]*\"", "$1")
                .replaceAll("(\"resourceType\":\"Bundle\"),\"id\":\"[^\"]*\"", "$1")
                // The Bundle's own time, which a notice of 42 CFR 2.32 may stand before.
                .replaceAll("(\"resourceType\":\"Bundle\"(?:(?!\"entry\":).)*?\"lastUpdated\":)\"[^\"]*\"", "$1\"~\"")
                .replaceAll("/Bundle/[0-9a-f-]{36}", "/Bundle/~")
                .replaceAll("_getpages=[^&\"]*", "_getpages=~")
                .replaceAll("\"lastModified\":\"[^\"]*\"", "\"lastModified\":\"~\"");
        return new Answer(
                response.statusCode(),
                json(response.body()),
                response.statusCode() + " " + headers.toString().replaceAll("/Bundle/[0-9a-f-]{36}", "/Bundle/~") + " "
                        + plain);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the resource is in it, at any depth. */
    boolean holds(Target target) {
        return holds(body, target);
    }

    private static boolean holds(JsonNode node, Target target) {
        if (node.path("resourceType").asText().equals(target.type())
                && node.path("id").asText().equals(target.id())) {
            return true;
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && holds(child, target)) {
                return true;
            }
        }
        return false;
    }

    int total() {
        return body.path("total").asInt(-1);
    }

    /** The path below the endpoint of the next page; empty on the last one. */
    String next(String base) {
        for (JsonNode link : body.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().substring(base.length());
            }
        }
        return "";
    }

    /** The text with the names of what was asked for taken out. */
    String without(List<String> names) {
        String plain = text;
        for (String name : names) {
            plain = plain.replace(name, "~");
        }
        return plain;
    }
}
