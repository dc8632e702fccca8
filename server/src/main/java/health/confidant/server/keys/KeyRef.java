package health.confidant.server.keys;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one data key; written {@code 117-record-2}.
 *
 * @param owner key in {@code confidant.owner}; 0 for what belongs to nobody
 * @param generation 1 and up; the highest is written with
 */
public record KeyRef(int owner, KeyClass kind, int generation) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})-([a-z]{1,10})-(\\d{1,6})");

    static Optional<KeyRef> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyRef(
                    Integer.parseInt(match.group(1)),
                    KeyClass.valueOf(match.group(2).toUpperCase(Locale.ROOT)),
                    Integer.parseInt(match.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return owner + "-" + kind.code() + "-" + generation;
    }
}
