package health.confidant.server.threat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came back, and the same with everything taken out that may differ between two equal answers. */
public record Answer(int status, String body, Map<String, List<String>> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(), response.body(), response.headers().map());
    }

    /** Status, headers and body; the request's id and the time are dropped. */
    public String normalised() {
        TreeMap<String, List<String>> kept = new TreeMap<>(headers);
        kept.keySet().removeIf(name -> List.of("date", "x-request-id", "connection", "keep-alive")
                .contains(name.toLowerCase(java.util.Locale.ROOT)));
        return status + "\n" + kept + "\n"
                + body.replaceAll("(\"resourceType\":\"OperationOutcome\",\"id\":\")[^\"]+", "$1REQUEST");
    }

    public String requestId() {
        return headers.getOrDefault("x-request-id", List.of("")).get(0);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(status + " without JSON: " + body, e);
        }
    }

    public int total() {
        JsonNode total = json().get("total");
        if (total == null) {
            throw new IllegalStateException(status + " without a total: " + body);
        }
        return total.asInt();
    }

    /** {@code Type/id} of each entry. */
    public List<String> references() {
        List<String> found = new ArrayList<>();
        json().path("entry").forEach(entry -> {
            JsonNode resource = entry.path("resource");
            found.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
        });
        return found;
    }

    public String diagnostics() {
        return json().path("issue").path(0).path("diagnostics").asText();
    }

    public String link(String relation) {
        for (JsonNode link : json().path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return link.path("url").asText();
            }
        }
        return null;
    }
}
