package health.confidant.ig.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every code that the source can answer with, with what the list of refusals says of it, or else with its own text. */
final class ErrorCodes {
    /** A literal that begins with a code, and the literals that follow it in the same expression. */
    private static final Pattern LITERAL = Pattern.compile(
            "\"((?!AES|SHA|UTF|ISO)(?:[A-Z]{2,12}-)+\\d{3})(?=[ :]|\"\\s*,)([^\"]*)\"((?:\\s*[+,]\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)",
            Pattern.DOTALL);

    private static final Pattern NEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RANGE = Pattern.compile("([A-Z-]+-)(\\d{3})\\.\\.(\\d{3})");
    private static final Pattern CODE = Pattern.compile("[A-Z-]+-\\d{3}");

    /** @param range whether one line of the list is for several codes, so that each code's own text says more */
    private record Documented(String status, String what, String next, boolean range) {}

    private final Map<String, Documented> documented = new TreeMap<>();
    private final Map<String, String> inSource = new TreeMap<>();

    ErrorCodes(Path project) {
        read(project.resolve("server/docs/refusals.md"));
        scan(project.resolve("interceptors/src/main/java"));
        scan(project.resolve("server/src/main/java"));
    }

    /** Codes of the source alone. */
    Map<String, String> inSource() {
        return Map.copyOf(inSource);
    }

    String html() {
        Map<String, String> all = new TreeMap<>(inSource);
        documented.keySet().forEach(code -> all.putIfAbsent(code, ""));
        List<List<String>> rows = new ArrayList<>();
        all.forEach((code, text) -> {
            Documented known = documented.getOrDefault(code, new Documented("4xx", "", "", false));
            boolean own = known.what().isEmpty() || known.range() && !text.isEmpty();
            String what = own ? text : known.what();
            rows.add(List.of(
                    "<code id=\"" + code + "\">" + code + "</code>",
                    Html.text(known.status()),
                    inline(what),
                    inline(known.next().isEmpty() ? "as the text says" : known.next())));
        });
        return Html.table(List.of("code", "status", "what it means", "what to do"), rows);
    }

    private static String inline(String markdown) {
        return Markdown.html(markdown).replaceAll("^<p>|</p>\\s*$", "");
    }

    private void read(Path list) {
        for (String line : lines(list)) {
            String[] cells = line.split("\\|");
            if (cells.length < 5 || !cells[1].contains("`")) {
                continue;
            }
            Documented entry = new Documented(
                    cells[2].trim(),
                    cells[3].trim(),
                    cells[4].trim(),
                    RANGE.matcher(cells[1]).find() || cells[1].contains(","));
            Matcher range = RANGE.matcher(cells[1]);
            while (range.find()) {
                for (int i = Integer.parseInt(range.group(2)); i <= Integer.parseInt(range.group(3)); i++) {
                    documented.put(range.group(1) + "%03d".formatted(i), entry);
                }
            }
            Matcher code = CODE.matcher(cells[1]);
            while (code.find()) {
                documented.putIfAbsent(code.group(), entry);
            }
        }
    }

    private void scan(Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                Matcher literal = LITERAL.matcher(Files.readString(file));
                while (literal.find()) {
                    StringBuilder text = new StringBuilder(literal.group(2));
                    Matcher next = NEXT.matcher(literal.group(3));
                    while (next.find()) {
                        text.append(next.group(1));
                    }
                    String words = text.toString().replaceFirst("^(?: [A-Z]+)?:? *", "");
                    inSource.merge(
                            literal.group(1), words, (one, other) -> one.length() >= other.length() ? one : other);
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
