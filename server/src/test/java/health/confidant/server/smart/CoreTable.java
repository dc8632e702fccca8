package health.confidant.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of US Core 6.1.0 the running server does for a reading client, by profile: which must-support elements Elena's
 * records have, and which searches find the record whose values they name and not where a value is another one.
 */
final class CoreTable {
    private final Probe probe;
    private final CoreAnswers answers;

    CoreTable(Probe probe) {
        this.probe = probe;
        this.answers = new CoreAnswers(probe);
    }

    String measured() {
        StringBuilder table = new StringBuilder(
                "# Measured by CoreTableIT from what the server answers; not to be written by hand.\n"
                        + "# profile | must-support elements | searches it SHALL answer | searches it SHOULD answer | not met\n");
        CoreProfile.all().forEach(profile -> table.append(row(profile)).append('\n'));
        return table.toString();
    }

    private String row(CoreProfile profile) {
        List<JsonNode> records = probe.elenas(profile);
        List<String> elements = Stream.concat(profile.elements().stream(), profile.absent().stream())
                .toList();
        List<String> missing = new ArrayList<>(elements.stream()
                .filter(element -> !CoreProfile.has(records, element))
                .map(element -> element.replace("=", " ").replace("|", " or "))
                .toList());
        int there = elements.size() - missing.size();
        int[] asked = new int[2];
        int[] answered = new int[2];
        for (CoreSearch search : CoreSearch.of(profile.type())) {
            int which = search.shall() ? 0 : 1;
            asked[which]++;
            List<JsonNode> able = answers.able(search, records);
            if (able.isEmpty()) {
                missing.add("no record to try " + search.name());
            } else if (answers.answered(search, able)) {
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
}
