package health.confidant.retention;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of periods. What no row speaks of is kept. */
public final class RetentionRules {
    private static final Pattern ROW = Pattern.compile("([A-Z]+),([A-Z*]+),(\\d+),(\\d*),\"?([^\"]*)\"?");

    private final List<RetentionRule> rules;

    public RetentionRules(List<RetentionRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The table that comes with the server; {@code server/docs/retention.md} says how far to trust it. */
    public static RetentionRules standard() {
        try (InputStream in = RetentionRules.class.getResourceAsStream("rules.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new RetentionRules(
                    reader.lines().skip(1).map(RetentionRules::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException for a row that does not read */
    static RetentionRule parse(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("No rule: " + line);
        }
        return new RetentionRule(
                RecordClass.valueOf(row.group(1)),
                row.group(2),
                Integer.parseInt(row.group(3)),
                row.group(4).isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(row.group(4))),
                row.group(5));
    }

    /** The rows that bind: the state's if it has any, else those for every state; of several the longest decides. */
    List<RetentionRule> binding(RecordClass recordClass, String jurisdiction) {
        List<RetentionRule> own = of(recordClass, jurisdiction);
        return own.isEmpty() ? of(recordClass, "*") : own;
    }

    private List<RetentionRule> of(RecordClass recordClass, String jurisdiction) {
        return rules.stream()
                .filter(rule ->
                        rule.recordClass() == recordClass && rule.jurisdiction().equals(jurisdiction))
                .toList();
    }
}
