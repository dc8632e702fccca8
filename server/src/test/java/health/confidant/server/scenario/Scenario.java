package health.confidant.server.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the table: what is given, who asks about which record, whether it shows, and why.
 *
 * @param client empty for the member's own
 * @param scopes empty for all that the client may have
 * @param emergency the patient of whom the asker has declared an emergency, in which they ask; else empty
 */
record Scenario(
        String given,
        String login,
        String client,
        String scopes,
        String emergency,
        String about,
        boolean sees,
        String because) {
    private static final String TABLE = "/scenarios/scenarios.table";
    private static final Pattern ASK = Pattern.compile("([a-z-]+)(?:@([a-z-]+))?(?: \\[([^]]+)])?(?: !([a-z0-9-]+))?");

    static List<Scenario> read() {
        try (InputStream in = Scenario.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Scenario::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario parse(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("Five cells, please: " + line);
        }
        Matcher ask = ASK.matcher(cells[1].strip());
        String outcome = cells[3].strip();
        if (!ask.matches() || !List.of("sees", "hidden").contains(outcome)) {
            throw new IllegalArgumentException("Not understood: " + line);
        }
        return new Scenario(
                cells[0].strip(),
                ask.group(1),
                ask.group(2) == null ? "" : ask.group(2),
                ask.group(3) == null ? "" : ask.group(3),
                ask.group(4) == null ? "" : ask.group(4),
                cells[2].strip(),
                outcome.equals("sees"),
                cells[4].strip());
    }

    /** Who asks and with what, the same text for the same token. */
    String asker() {
        return login
                + (client.isEmpty() ? "" : "@" + client)
                + (scopes.isEmpty() ? "" : " [" + scopes + "]")
                + (emergency.isEmpty() ? "" : " !" + emergency);
    }

    @Override
    public String toString() {
        return asker() + (sees ? " sees " : " does not see ") + about;
    }
}
