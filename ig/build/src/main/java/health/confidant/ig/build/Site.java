package health.confidant.ig.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The guide as static pages: no script, one style sheet, nothing from elsewhere. */
final class Site {
    private static final Map<String, String> MENU = new LinkedHashMap<>();

    static {
        MENU.put("index", "Overview");
        MENU.put("consent", "How consent is decided");
        MENU.put("labels", "Labels");
        MENU.put("tracks", "The two tracks");
        MENU.put("restrictions", "Restrictions");
        MENU.put("break-glass", "Break-glass");
        MENU.put("audit", "Audit");
        MENU.put("billing", "Billing");
        MENU.put("security", "Security");
        MENU.put("errors", "Errors");
        MENU.put("conformance", "Conformance");
        MENU.put("profiles", "Profiles");
        MENU.put("terminology", "Terminology");
        MENU.put("try", "Try it");
        MENU.put("requirements", "Requirements");
    }

    private static final Pattern NEEDS = Pattern.compile("<p>\\{\\{needs ([a-z-]+)}}</p>");

    private final Path guide;
    private final Path site;
    private final Operations operations;
    private final Resources resources;

    Site(Path guide, Path site) {
        this.guide = guide;
        this.site = site;
        this.operations = new Operations(guide.getParent());
        this.resources = new Resources(guide, operations);
    }

    void write() throws IOException {
        clear();
        Path pages = guide.resolve("input/pages");
        Map<String, String> sources = new LinkedHashMap<>();
        for (String name : MENU.keySet()) {
            sources.put(name, Files.readString(pages.resolve(name + ".md")));
        }
        ResourcePages resourcePages = new ResourcePages(resources, table("applies.table"));
        Map<String, String> tables = new LinkedHashMap<>(resourcePages.tables());
        tables.put("errors", new ErrorCodes(guide.getParent()).html());
        tables.put("trace", new Trace(guide, sources).html());
        tables.put("us-core", usCore());
        Collection collection = new Collection(resources, guide.resolve("input/requests.table"));
        tables.put("requests", collection.html());
        for (Map.Entry<String, String> page : sources.entrySet()) {
            String body = Markdown.html(page.getValue());
            for (Map.Entry<String, String> insert : tables.entrySet()) {
                body = body.replace("<p>{{" + insert.getKey() + "}}</p>", insert.getValue());
            }
            body = NEEDS.matcher(body)
                    .replaceAll(found -> operations.has(found.group(1))
                            ? ""
                            : "<p><strong>This build does not have <code>\\$" + found.group(1)
                                    + "</code> yet; the page says what it will do.</strong></p>");
            if (body.contains("<p>{{")) {
                throw new IllegalStateException(page.getKey() + ".md asks for a table that there is not.");
            }
            put(page.getKey(), Markdown.title(page.getValue()), body);
        }
        for (ResourcePages.Page page : resourcePages.all()) {
            put(page.name(), page.title(), page.body());
        }
        for (String file : List.of("guide.css", "decision.svg")) {
            Files.copy(pages.resolve(file), site.resolve(file));
        }
        collection.write(site);
        Files.copy(site.getParent().resolve("package.tgz"), site.resolve("package.tgz"));
        List<String> broken = Links.broken(site);
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Links of the guide that lead nowhere: " + broken);
        }
    }

    private void put(String name, String title, String body) throws IOException {
        String menu = MENU.entrySet().stream()
                .map(entry -> "<li><a href=\"" + entry.getKey() + ".html\""
                        + (entry.getKey().equals(name) ? " aria-current=\"page\"" : "") + ">"
                        + Html.text(entry.getValue())
                        + "</a></li>")
                .collect(Collectors.joining("\n"));
        Files.writeString(
                site.resolve(name + ".html"),
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - Confidant guide</title>
                <link rel="stylesheet" href="guide.css">
                </head>
                <body>
                <a class="skip" href="#main">To the text</a>
                <div class="frame">
                <nav aria-label="Pages"><strong>Confidant guide</strong><ul>
                %s
                </ul></nav>
                <main id="main">
                %s
                </main>
                </div>
                <footer>health.confidant.ig 0.1.0, FHIR R4 (4.0.1). All people in it are invented.</footer>
                </body>
                </html>
                """
                        .formatted(Html.text(title), menu, body));
    }

    private Map<String, String> table(String name) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(
                guide.resolve("src/main/resources/health/confidant/ig").resolve(name))) {
            String[] cells = line.split(" \\| ", 2);
            if (!line.startsWith("#") && cells.length == 2) {
                table.put(cells[0].trim(), cells[1].trim());
            }
        }
        return table;
    }

    /** Written by the server's own test from what it answered. */
    private String usCore() throws IOException {
        Path measured = guide.resolve("input/us-core.table");
        if (!Files.exists(measured)) {
            return "<p>Not measured yet.</p>\n";
        }
        List<List<String>> rows = Files.readAllLines(measured).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> Stream.of(line.split(" \\| ")).map(Html::text).toList())
                .toList();
        return Html.table(
                List.of(
                        "profile",
                        "must-support elements",
                        "searches it SHALL answer",
                        "searches it SHOULD answer",
                        "what is not met"),
                rows);
    }

    private void clear() throws IOException {
        Files.createDirectories(site);
        try (Stream<Path> old = Files.list(site)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }
}
