package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether a search of US Core is answered, as Elena's app sees it: by records that have what is searched for. */
final class CoreAnswers {
    private final Probe probe;

    CoreAnswers(Probe probe) {
        this.probe = probe;
    }

    /** The records that have a value for each parameter. */
    List<JsonNode> able(CoreSearch search, List<JsonNode> records) {
        return records.stream()
                .filter(each -> !search.asked(each, this::value).isEmpty())
                .toList();
    }

    /**
     * Every way to ask finds the record that has the values, and another value does not find it. Where the search asks for
     * what tells of origin, a Provenance of one of the records comes with it.
     */
    boolean answered(CoreSearch search, List<JsonNode> able) {
        JsonNode record = able.get(0);
        String reference = reference(record);
        return search.asked(record, this::value).stream()
                        .allMatch(
                                way -> entries(way).map(CoreAnswers::reference).anyMatch(reference::equals))
                && search.nothing(record, this::value)
                        .filter(way -> entries(way).map(CoreAnswers::reference).anyMatch(reference::equals))
                        .isEmpty()
                && (!search.asksForProvenance() || able.stream().anyMatch(each -> originIsTold(search, each)));
    }

    private boolean originIsTold(CoreSearch search, JsonNode record) {
        return search.asked(record, this::value).stream().allMatch(way -> entries(way)
                .filter(entry -> entry.path("resourceType").asText().equals("Provenance"))
                .flatMap(entry -> CoreProfile.values(entry, "target.reference"))
                .anyMatch(target -> target.asText().equals(reference(record))));
    }

    private static String reference(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    private Stream<JsonNode> entries(String search) {
        HttpResponse<String> answer = probe.fhir(probe.launchedByElena(), search + "&_count=200");
        return answer.statusCode() == 200
                ? StreamSupport.stream(App.json(answer).path("entry").spliterator(), false)
                        .map(entry -> entry.path("resource"))
                : Stream.empty();
    }

    /** At the first of several paths that has one; {@code practitioner>} goes on in what the reference names. */
    private Optional<String> value(JsonNode record, String paths) {
        if (paths.equals("patient")) {
            return Optional.of(probe.launchedByElena().path("patient").asText());
        }
        if (paths.startsWith("practitioner>")) {
            String reference = record.at("/practitioner/reference").asText();
            JsonNode target = App.json(probe.fhir(probe.launchedByElena(), "/" + reference));
            return value(target, paths.substring("practitioner>".length()));
        }
        return Stream.of(paths.split("/"))
                .flatMap(path -> CoreProfile.values(record, path))
                .map(JsonNode::asText)
                .findFirst();
    }
}
