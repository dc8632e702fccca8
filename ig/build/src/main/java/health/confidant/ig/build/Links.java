package health.confidant.ig.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every link of the site leads somewhere: to a file and an anchor of the site, or to what the server answers itself. */
final class Links {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");
    /** Made by the server from what it binds, and so not there at build time. */
    private static final Set<String> SERVED = Set.of(
            "openapi.json",
            "CapabilityStatement-ehr.json",
            "CapabilityStatement-app.json",
            "CapabilityStatement-payer.json",
            "../fhir/metadata",
            "../fhir/.well-known/smart-configuration");

    private Links() {}

    /** The links that lead nowhere, each with its page. */
    static List<String> broken(Path site) throws IOException {
        Map<String, Set<String>> anchors = new HashMap<>();
        Map<String, String> pages = new HashMap<>();
        try (Stream<Path> files = Files.list(site)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String text = name.endsWith(".html") ? Files.readString(file) : "";
                pages.put(name, text);
                Set<String> ids = new HashSet<>();
                ID.matcher(text).results().forEach(found -> ids.add(found.group(1)));
                anchors.put(name, ids);
            }
        }
        List<String> broken = new ArrayList<>();
        pages.forEach((page, text) -> {
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String[] parts = link.group(1).split("#", 2);
                String target = parts[0].isEmpty() ? page : parts[0];
                boolean served = SERVED.contains(target);
                boolean found = pages.containsKey(target)
                        && (parts.length == 1 || anchors.get(target).contains(parts[1]));
                if (!served && !found) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        });
        return broken;
    }
}
