package health.confidant.server.scenario;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The world's records, with the links between them. */
final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = World.read();
    private final FhirContext fhir = FhirContext.forR4Cached();
    private final Map<String, JsonNode> bodies = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    Records() throws JsonProcessingException {
        for (World.Chapter chapter : world.chapters()) {
            for (JsonNode entry : JSON.readTree(chapter.json()).path("entry")) {
                JsonNode body = entry.path("resource");
                bodies.put(
                        body.path("resourceType").asText() + "/"
                                + body.path("id").asText(),
                        body);
            }
        }
        bodies.forEach(this::link);
    }

    Target target(String symbolic) {
        String reference = world.reference(symbolic);
        return new Target(symbolic, reference, bodies.get(reference), owners(reference));
    }

    List<Link> outgoing(Target target) {
        return links.stream()
                .filter(link -> link.from().equals(target.reference()))
                .toList();
    }

    List<Link> incoming(Target target) {
        return links.stream()
                .filter(link -> link.to().equals(target.reference()))
                .toList();
    }

    /** {@code identifier} as a token. */
    String identifier(String reference) {
        return Target.identifier(bodies.get(reference));
    }

    List<String> ids(String type) {
        return bodies.keySet().stream()
                .filter(reference -> reference.startsWith(type + "/"))
                .map(reference -> reference.substring(type.length() + 1))
                .toList();
    }

    /** The patients whose record it is: of a couple's, both. */
    private List<String> owners(String reference) {
        if (reference.startsWith("Patient/")) {
            return List.of(reference);
        }
        Stream<String> named = links.stream()
                .filter(link -> link.from().equals(reference)
                        && List.of("Patient", "Group").contains(link.toType()))
                .map(Link::to);
        return named.flatMap(to -> to.startsWith("Group/") ? owners(to).stream() : Stream.of(to))
                .distinct()
                .toList();
    }

    private void link(String reference, JsonNode body) {
        String type = body.path("resourceType").asText();
        for (RuntimeSearchParam parameter : fhir.getResourceDefinition(type).getSearchParams()) {
            if (parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE) {
                parameter.getPathsSplit().stream()
                        .flatMap(path -> values(type, path, body).stream())
                        .distinct()
                        .forEach(to -> links.add(new Link(reference, parameter.getName(), to)));
            }
        }
    }

    /** Follows a path such as {@code Claim.patient.where(resolve() is Patient)}. */
    private static List<String> values(String type, String path, JsonNode body) {
        String plain = path.replace("(", "").replace(" as Reference)", "").strip();
        String kind = plain.contains("resolve) is ") ? plain.replaceAll(".* is (\\w+).*", "$1/") : "";
        List<JsonNode> nodes = List.of(body);
        for (String step : plain.replaceAll("\\.where.*", "").split("\\.")) {
            if (!step.equals(type)) {
                nodes = nodes.stream()
                        .flatMap(node -> elements(node.path(step)))
                        .toList();
            }
        }
        return nodes.stream()
                .map(node -> node.path("reference").asText())
                .filter(text -> !text.isEmpty() && text.startsWith(kind))
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
