package health.confidant.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One parsed SMART resource scope, v2 ({@code patient/Observation.rs}) or v1 ({@code user/*.read}).
 *
 * <p>Source: SMART App Launch 2.2, "Scopes for requesting FHIR Resources". Letters out of the order {@code cruds} are
 * refused. A scope with a query part is refused too until it can be enforced in the query.
 *
 * @param type resource type, or {@code *}
 */
public record Scope(Level level, String type, Set<Letter> letters) {
    public enum Level {
        PATIENT,
        USER,
        SYSTEM
    }

    public enum Letter {
        C,
        R,
        U,
        D,
        S
    }

    private static final Pattern V2 = Pattern.compile("(patient|user|system)/([A-Z][A-Za-z]*|\\*)\\.(c?r?u?d?s?)");
    private static final Pattern V1 = Pattern.compile("(patient|user|system)/([A-Z][A-Za-z]*|\\*)\\.(read|write|\\*)");

    public Scope {
        letters = Set.copyOf(letters);
    }

    /** Parses a resource scope; empty for any other scope (openid, launch, ...) and for a malformed one. */
    public static Optional<Scope> parse(String text) {
        Matcher v1 = V1.matcher(text);
        if (v1.matches()) {
            return Optional.of(new Scope(level(v1.group(1)), v1.group(2), legacy(v1.group(3))));
        }
        Matcher v2 = V2.matcher(text);
        if (v2.matches() && !v2.group(3).isEmpty()) {
            Set<Letter> letters = v2.group(3)
                    .chars()
                    .mapToObj(c -> Letter.valueOf(String.valueOf((char) c).toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
            return Optional.of(new Scope(level(v2.group(1)), v2.group(2), letters));
        }
        return Optional.empty();
    }

    public boolean allows(String resourceType, Letter letter) {
        return (type.equals("*") || type.equals(resourceType)) && letters.contains(letter);
    }

    private static Level level(String text) {
        return Level.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Set<Letter> legacy(String word) {
        return switch (word) {
            case "read" -> Set.of(Letter.R, Letter.S);
            case "write" -> Set.of(Letter.C, Letter.U, Letter.D);
            default -> Set.of(Letter.values());
        };
    }
}
