package health.confidant.ig.build;

import java.util.List;
import java.util.stream.Collectors;

/** Small pieces of HTML. Every text goes through {@link #text}. */
final class Html {
    private Html() {}

    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String code(String text) {
        return "<code>" + text(text) + "</code>";
    }

    static String link(String href, String text) {
        return "<a href=\"" + text(href) + "\">" + text(text) + "</a>";
    }

    /** Cells are HTML already. A table wider than the page scrolls on its own. */
    static String table(List<String> head, List<List<String>> rows) {
        String heads = head.stream()
                .map(cell -> "<th scope=\"col\">" + text(cell) + "</th>")
                .collect(Collectors.joining());
        String body = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<td>" + cell + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
                .collect(Collectors.joining());
        return "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>" + heads + "</tr></thead><tbody>\n" + body
                + "</tbody></table></div>\n";
    }

    static String json(String json) {
        return "<pre tabindex=\"0\"><code>" + text(json) + "</code></pre>\n";
    }

    /** An id for a heading, as browsers and readers expect it. */
    static String slug(String heading) {
        return heading.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
