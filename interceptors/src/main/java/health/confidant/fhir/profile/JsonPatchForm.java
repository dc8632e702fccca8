package health.confidant.fhir.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is lost of a JSON Patch without a word from HAPI, which holds the resource that it makes to R4 otherwise: the first
 * of two members of one name, and what stands beside the id and the extensions of a primitive element. Authority: RFC 6902;
 * FHIR R4, 2.6.2.
 */
public final class JsonPatchForm {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Set<String> BESIDE = Set.of("id", "extension", "fhir_comments");

    private JsonPatchForm() {}

    /** Empty for what is no JSON at all, which is the parser's to say. */
    public static List<Fault> faults(byte[] patch) {
        try {
            JsonNode steps = JSON.readTree(patch);
            return StreamSupport.stream(steps.spliterator(), false)
                    .flatMap(JsonPatchForm::faults)
                    .distinct()
                    .toList();
        } catch (JsonProcessingException e) {
            return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
                    ? List.of(new Fault("", "twice", "an element is there twice"))
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Fault> faults(JsonNode step) {
        String path = step.path("path").asText();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return lost(name, step.path("value"));
    }

    private static Stream<Fault> lost(String name, JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).flatMap(each -> lost(name, each));
        }
        Stream<Map.Entry<String, JsonNode>> members = value.properties().stream();
        return members.flatMap(member -> name.startsWith("_") && !BESIDE.contains(member.getKey())
                ? Stream.of(JsonFaults.beside(name, member.getKey()))
                : lost(member.getKey(), member.getValue()));
    }
}
