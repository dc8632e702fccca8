package health.confidant.ig.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requirement to policy to scenario to page, joined by the paragraphs that each of them names, or by the number of the
 * requirement line. What this server does not do is said beside it, from {@code input/not-met.table}; each other line is
 * proved by a scenario of its own ({@link Scenarios}).
 */
final class Trace {
    private static final Pattern REQUIREMENT = Pattern.compile("(\\d+)\\. (.*)");
    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b");
    private static final int SHOWN = 6;

    private final Map<String, String> policies = new LinkedHashMap<>();
    private final Map<String, String> code = new TreeMap<>();
    private final Scenarios scenarios;
    private final Map<String, String> tests = new TreeMap<>();
    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, String> unmet = new TreeMap<>();
    private final Map<String, Named> named = new HashMap<>();
    private final Path requirements;

    private record Named(Set<String> paragraphs, Set<String> standards, Set<Integer> lines) {}

    Trace(Path guide, Map<String, String> pages) {
        Path project = guide.getParent();
        requirements = guide.resolve("input/requirements.md");
        policies(project.resolve("interceptors/src/main/java/health/confidant/access/PolicyId.java"));
        java(project.resolve("interceptors/src/main/java"), code, text -> true);
        java(project.resolve("server/src/main/java"), code, text -> true);
        java(project.resolve("interceptors/src/test/java"), tests, Trace::runs);
        java(project.resolve("server/src/test/java"), tests, Trace::runs);
        java(project.resolve("ig/src/test/java"), tests, Trace::runs);
        Path tables = project.resolve("server/src/test/resources/scenarios");
        scenarios = new Scenarios(lines(tables.resolve("scenarios.table")), lines(tables.resolve("requests.table")));
        for (String line : lines(guide.resolve("input/not-met.table"))) {
            String[] cells = line.split(" \\| ", 2);
            if (!line.startsWith("#") && cells.length == 2) {
                unmet.put(cells[0].trim(), cells[1].trim());
            }
        }
        this.pages.putAll(pages);
    }

    /** Numbers of the lines that no scenario proves and that no reason is given for: code and other tests prove none. */
    List<String> missing() {
        return lines(requirements).stream()
                .map(REQUIREMENT::matcher)
                .filter(Matcher::matches)
                .filter(requirement -> !unmet.containsKey(requirement.group(1)) && !proved(requirement))
                .map(requirement -> requirement.group(1))
                .toList();
    }

    private boolean proved(MatchResult requirement) {
        return scenarios.prove(Integer.parseInt(requirement.group(1)), requirement.group(2));
    }

    String html() {
        StringBuilder html = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        int lines = 0;
        int met = 0;
        for (String line : lines(requirements)) {
            Matcher requirement = REQUIREMENT.matcher(line);
            if (line.startsWith("**")) {
                flush(html, rows);
                String title = line.replace("*", "");
                html.append("<h2 id=\"")
                        .append(Html.slug(title))
                        .append("\">")
                        .append(Html.text(title))
                        .append("</h2>\n");
            } else if (requirement.matches()) {
                List<String> row = row(requirement.group(1), requirement.group(2));
                rows.add(row);
                lines++;
                met += !unmet.containsKey(row.get(0)) && proved(requirement) ? 1 : 0;
            }
        }
        flush(html, rows);
        return "<p>" + met + " of " + lines
                + " lines are proved by a scenario of their own, named by its paragraph, out of " + scenarios.size()
                + " scenarios; of " + unmet.size() + " the page says why this server does not do them.</p>\n"
                + html;
    }

    /** Each text is read once, not once for each line. */
    private Named named(String text) {
        return named.computeIfAbsent(
                text, t -> new Named(Citations.paragraphs(t), Citations.standards(t), Citations.lines(t)));
    }

    private static void flush(StringBuilder html, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            html.append(Html.table(
                    List.of("line", "requirement", "policies and code", "scenarios and tests", "pages"), rows));
            rows.clear();
        }
    }

    private List<String> row(String number, String text) {
        Set<String> paragraphs = Citations.paragraphs(text);
        Set<String> standards = Citations.standards(text);
        if (unmet.containsKey(number)) {
            return List.of(number, Html.text(text), Html.text("Not done here: " + unmet.get(number)), "", "");
        }
        int line = Integer.parseInt(number);
        Predicate<String> paragraph = other -> paragraphs.isEmpty()
                ? !java.util.Collections.disjoint(standards, Citations.standards(other))
                : Citations.meet(paragraphs, Citations.paragraphs(other));
        Predicate<String> names = paragraph.or(other -> Citations.lines(other).contains(line));
        Stream<String> policy = matching(policies, names).map(Html::code);
        List<String> classes = matching(code, names).toList();
        List<String> scenario =
                matching(scenarios.texts(), names).map(Html::text).toList();
        List<String> test = matching(tests, names).toList();
        return List.of(
                number,
                Html.text(text),
                Stream.concat(policy, some(classes)).collect(Collectors.joining("<br>")),
                Stream.concat(scenario.stream(), some(test)).collect(Collectors.joining("<br>")),
                matching(pages, names)
                        .map(page -> Html.link(page + ".html", page))
                        .collect(Collectors.joining("<br>")));
    }

    private static Stream<String> some(List<String> names) {
        Stream<String> first = names.stream().limit(SHOWN).map(Html::code);
        return names.size() > SHOWN
                ? Stream.concat(first, Stream.of("and " + (names.size() - SHOWN) + " more"))
                : first;
    }

    private static Stream<String> matching(Map<String, String> texts, Predicate<String> names) {
        return texts.entrySet().stream()
                .filter(entry -> names.test(entry.getValue()))
                .map(Map.Entry::getKey);
    }

    private void policies(Path file) {
        Matcher policy = Pattern.compile("([A-Z_0-9]+)\\(\\s*\"([^\"]*)\"").matcher(String.join("\n", lines(file)));
        while (policy.find()) {
            policies.put(policy.group(1), policy.group(2));
        }
    }

    /** What helps tests, and what says of a package what it tests, is no test. */
    private static boolean runs(String text) {
        return TEST.matcher(text).find();
    }

    private static void java(Path root, Map<String, String> into, Predicate<String> which) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                String key = name.equals("package-info") ? file.getParent().getFileName() + " (package)" : name;
                String text = Files.readString(file);
                if (which.test(text)) {
                    into.merge(key, text, String::concat);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
