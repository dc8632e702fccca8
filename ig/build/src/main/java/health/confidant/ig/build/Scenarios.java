package health.confidant.ig.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The server's scenarios: who sees what, and what is asked and answered. The reason of each begins with the requirement
 * lines that it proves, {@code E41, 42 CFR 2.32(a): ...}, or names them, {@code (line 48)}.
 */
final class Scenarios {
    private static final String GOES_ON = "...";

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<Integer, List<String>> reasons = new LinkedHashMap<>();
    private int size;

    /**
     * @param seen lines of {@code scenarios.table}
     * @param asked lines of {@code requests.table}
     */
    Scenarios(List<String> seen, List<String> asked) {
        String numbers = "";
        for (String line : seen) {
            String[] cells = line.split(" \\| ");
            if (line.startsWith("#")) {
                // A heading's line numbers hold for what stands under it; its paragraphs are the rows' own to name.
                numbers = numbered(Citations.lines(line));
            } else if (cells.length == 5) {
                add(cells[1].trim() + " asks for " + cells[2].trim() + ": " + cells[3].trim(), cells[4], numbers);
            }
        }
        int requests = 0;
        for (String line : asked) {
            String[] cells = line.split(" \\| ");
            if (!line.startsWith("#") && cells.length == 5) {
                requests++;
                if (!cells[4].trim().equals(GOES_ON)) {
                    add(cells[4].trim() + " (" + requests + (requests == 1 ? " request)" : " requests)"), cells[4], "");
                    requests = 0;
                }
            }
        }
    }

    private void add(String key, String reason, String more) {
        size++;
        texts.put(key, reason + numbered(Citations.tags(reason)) + more);
        Set<Integer> own = new TreeSet<>(Citations.tags(reason));
        own.addAll(Citations.lines(reason));
        own.forEach(line ->
                reasons.computeIfAbsent(line, number -> new ArrayList<>()).add(reason));
    }

    private static String numbered(Set<Integer> lines) {
        return lines.stream().map(number -> " requirement " + number + ";").collect(Collectors.joining());
    }

    int size() {
        return size;
    }

    /** What each is called on the page, and all that it names. */
    Map<String, String> texts() {
        return texts;
    }

    /** Whether one is tagged with the line, and one of those names a paragraph, or else a standard, that the line names. */
    boolean prove(int line, String requirement) {
        List<String> own = reasons.getOrDefault(line, List.of());
        Set<String> paragraphs = Citations.paragraphs(requirement);
        Set<String> standards = Citations.standards(requirement);
        if (!paragraphs.isEmpty()) {
            return own.stream().anyMatch(reason -> Citations.meet(paragraphs, Citations.paragraphs(reason)));
        }
        return standards.isEmpty()
                ? !own.isEmpty()
                : own.stream().anyMatch(reason -> !Collections.disjoint(standards, Citations.standards(reason)));
    }
}
