package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What of US Core 6.1.0 the running server does for a reading client, by profile: which must-support elements Elena's
 * records have, and which searches find the record whose values they name and not where a value is another one.
 */
final class CoreTable {
    private final Probe probe;

    CoreTable(Probe probe) {
        this.probe = probe;
    }

    String measured() {
        StringBuilder table = new StringBuilder(
                "# Measured by CoreTableIT from what the server answers; not to be written by hand.\n"
                        + "# profile | must-support elements | searches it SHALL answer | searches it SHOULD answer | not met\n");
        CoreProfile.all().forEach(profile -> table.append(row(profile)).append('\n'));
        return table.toString();
    }

    private String row(CoreProfile profile) {
        List<JsonNode> records = profile.search().isEmpty() ? List.of() : probe.elenas(profile);
        List<String> elements = Stream.concat(profile.elements().stream(), profile.absent().stream())
                .toList();
        List<String> missing = new ArrayList<>(elements.stream()
                .filter(element -> !CoreProfile.has(records, element))
                .map(element -> element.replace("=", " "))
                .toList());
        int there = elements.size() - missing.size();
        int[] asked = new int[2];
        int[] answered = new int[2];
        for (CoreSearch search : CoreSearch.of(profile.type())) {
            int which = search.shall() ? 0 : 1;
            asked[which]++;
            List<JsonNode> able = records.stream()
                    .filter(each -> !search.asked(each, this::value).isEmpty())
                    .toList();
            if (able.isEmpty()) {
                missing.add("no record to try " + search.name());
            } else if (answers(search, able.get(0))) {
                answered[which]++;
            } else {
                missing.add("search " + search.name());
            }
        }
        return String.join(
                " | ",
                profile.name(),
                there + " of " + elements.size(),
                asked[0] == 0 ? "none asked" : answered[0] + " of " + asked[0],
                asked[1] == 0 ? "none asked" : answered[1] + " of " + asked[1],
                missing.isEmpty() ? "-" : String.join("; ", missing));
    }

    /** Every way to ask finds the record that has the values; another value does not find it. */
    private boolean answers(CoreSearch search, JsonNode record) {
        String id = record.path("id").asText();
        return search.asked(record, this::value).stream().allMatch(way -> found(way, id))
                && search.nothing(record, this::value)
                        .filter(way -> found(way, id))
                        .isEmpty();
    }

    private boolean found(String search, String id) {
        HttpResponse<String> answer = probe.fhir(probe.launchedByElena(), search + "&_count=200");
        return answer.statusCode() == 200
                && StreamSupport.stream(App.json(answer).path("entry").spliterator(), false)
                        .anyMatch(entry -> entry.at("/resource/id").asText().equals(id));
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
