package health.confidant.server.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.server.fhir.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The resources of one type in the order of their changes, page by page. A page begins at the time of the last one's end,
 * so that what is changed or deleted meanwhile makes nothing else be left out; what was there already is not repeated.
 */
final class Lines {
    private final Export export;
    private Optional<String> from;
    private int offset;
    private boolean more = true;
    /** Those of the time at which the next page begins. */
    private Set<String> seen = new HashSet<>();

    Lines(Export export) {
        this.export = export;
        this.from = export.since().map(Instant::toString);
    }

    boolean more() {
        return more;
    }

    Map<String, List<String>> next() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("_lastUpdated", bounds());
        query.put("_sort", List.of("_lastUpdated"));
        query.put("_count", List.of(Integer.toString(Limits.MAXIMUM_PAGE)));
        if (offset > 0) {
            query.put("_offset", List.of(Integer.toString(offset)));
        }
        return query;
    }

    /** Within these times; what changed later is left to the next export. */
    private List<String> bounds() {
        List<String> bounds = new ArrayList<>();
        from.ifPresent(time -> bounds.add("ge" + time));
        bounds.add("le" + export.at());
        return bounds;
    }

    /** Only whether there is anything. */
    static Map<String, List<String>> count(Export export) {
        return Map.of("_lastUpdated", new Lines(export).bounds(), "_summary", List.of("count"));
    }

    /** @return the resources of the page that are new; the first that is disclosed carries what the page owes */
    List<ObjectNode> take(JsonNode page) {
        List<ObjectNode> fresh = new ArrayList<>();
        Optional<String> last = from;
        Set<String> latest = new HashSet<>(seen);
        for (JsonNode entry : page.path("entry")) {
            if (entry.path("search").path("mode").asText("match").equals("match")
                    && entry.path("resource") instanceof ObjectNode resource) {
                String time = resource.path("meta").path("lastUpdated").asText();
                String id = resource.path("id").asText();
                if (!last.equals(Optional.of(time))) {
                    latest.clear();
                    last = Optional.of(time);
                }
                latest.add(id);
                if (!seen.contains(id)) {
                    fresh.add(resource);
                }
            }
        }
        offset = last.equals(from) ? offset + Limits.MAXIMUM_PAGE : 0;
        from = last;
        seen = latest;
        more = page.path("link").findValuesAsText("relation").contains("next");
        owe(page, fresh);
        return fresh;
    }

    /** 42 CFR 2.32: the notice and the consents' scope go with what is disclosed. */
    private static void owe(JsonNode page, List<ObjectNode> fresh) {
        JsonNode owed = page.path("meta").path("extension");
        if (owed.isArray() && !owed.isEmpty()) {
            fresh.stream()
                    .filter(resource -> resource.path("meta")
                            .path("security")
                            .findValuesAsText("code")
                            .contains("NORDSCLCD"))
                    .findFirst()
                    .ifPresent(first -> ((ObjectNode) first.path("meta"))
                            .withArray("extension")
                            .addAll((ArrayNode) owed));
        }
    }
}
