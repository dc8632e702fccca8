package health.confidant.server.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import health.confidant.server.fhir.Limits;
import java.io.IOException;
import java.util.Optional;

/** Walks a JSON body once, token by token, before any of it becomes an object: depth, and entries of a bundle. */
final class BodyRules {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.JSON_DEPTH)
                    .maxStringLength(Limits.LOADER_BODY_BYTES)
                    .maxNumberLength(100)
                    .build())
            .build();

    private BodyRules() {}

    static Optional<EdgeRules.Refusal> check(BodyReader.Body body, boolean large) {
        if (body.empty()) {
            return Optional.empty();
        }
        int limit = large ? Limits.LOADER_ENTRIES : Limits.ENTRIES;
        try (JsonParser parser = JSON.createParser(body.bytes())) {
            return entries(parser) > limit
                    ? Optional.of(
                            new EdgeRules.Refusal(413, "LIMIT-008", "a bundle of more than " + limit + " entries."))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(new EdgeRules.Refusal(
                    400, "EDGE-007", "the body is not JSON, or nested deeper than " + Limits.JSON_DEPTH + " levels."));
        }
    }

    /** Elements of the root's array {@code entry}. */
    private static int entries(JsonParser parser) throws IOException {
        int depth = 0;
        int entries = 0;
        boolean inEntry = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                if (inEntry && depth == 2) {
                    entries++;
                }
                depth++;
                if (depth == 2) {
                    inEntry = token == JsonToken.START_ARRAY && "entry".equals(parser.currentName());
                }
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                depth--;
            }
        }
        return entries;
    }
}
