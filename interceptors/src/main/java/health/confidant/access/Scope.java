package health.confidant.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One parsed SMART resource scope, v2 ({@code patient/Observation.rs?category=laboratory}) or v1 ({@code user/*.read}).
 *
 * <p>Source: SMART App Launch 2.2, "Scopes for requesting FHIR Resources". Letters out of the order {@code cruds} are
 * refused. A query part is understood for one type, for reading and searching, and for the parameters of {@link
 * #PARAMETERS}; any other is refused, since half of a restriction would open what the other half closes.
 *
 * @param type resource type, or {@code *}
 * @param query what a resource must carry besides: each parameter with its alternatives, {@code [system]|code} or
 *     {@code code}; empty for a scope about all resources of the type
 */
public record Scope(Level level, String type, Set<Letter> letters, Map<String, Set<String>> query) {
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

    /** The search parameters of a query part, all of them tokens of one element, and that element. */
    public static final Map<String, String> PARAMETERS = Map.of(
            "category", "category",
            "code", "code",
            "status", "status",
            "type", "type",
            "class", "class",
            "clinical-status", "clinicalStatus");

    private static final Pattern V2 =
            Pattern.compile("(patient|user|system)/([A-Z][A-Za-z]*|\\*)\\.(c?r?u?d?s?)(?:\\?([!-~]+))?");
    private static final Pattern V1 = Pattern.compile("(patient|user|system)/([A-Z][A-Za-z]*|\\*)\\.(read|write|\\*)");
    private static final int VALUES = 50;

    public Scope {
        letters = Set.copyOf(letters);
        query = query.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** A scope about all resources of the type. */
    public Scope(Level level, String type, Set<Letter> letters) {
        this(level, type, letters, Map.of());
    }

    /** Parses a resource scope; empty for any other scope (openid, launch, ...) and for a malformed one. */
    public static Optional<Scope> parse(String text) {
        Matcher v1 = V1.matcher(text);
        if (v1.matches()) {
            return Optional.of(new Scope(level(v1.group(1)), v1.group(2), legacy(v1.group(3))));
        }
        Matcher v2 = V2.matcher(text);
        if (!v2.matches() || v2.group(3).isEmpty()) {
            return Optional.empty();
        }
        Set<Letter> letters = v2.group(3)
                .chars()
                .mapToObj(c -> Letter.valueOf(String.valueOf((char) c).toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        if (v2.group(4) == null) {
            return Optional.of(new Scope(level(v2.group(1)), v2.group(2), letters));
        }
        boolean reads = Set.of(Letter.R, Letter.S).containsAll(letters);
        return v2.group(2).equals("*") || !reads
                ? Optional.empty()
                : query(v2.group(4)).map(query -> new Scope(level(v2.group(1)), v2.group(2), letters, query));
    }

    public boolean allows(String resourceType, Letter letter) {
        return (type.equals("*") || type.equals(resourceType)) && letters.contains(letter);
    }

    /** Whether the scope is about some resources of its type only. */
    public boolean granular() {
        return !query.isEmpty();
    }

    /** The scope as SMART v2 writes it. */
    public String text() {
        String verbs = Arrays.stream(Letter.values())
                .filter(letters::contains)
                .map(Letter::name)
                .collect(Collectors.joining());
        String part = new TreeMap<>(query)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "="
                                + entry.getValue().stream().sorted().collect(Collectors.joining(",")))
                        .collect(Collectors.joining("&"));
        return (level + "/").toLowerCase(Locale.ROOT) + type + "." + verbs.toLowerCase(Locale.ROOT)
                + (part.isEmpty() ? "" : "?" + part);
    }

    private static Optional<Map<String, Set<String>>> query(String text) {
        Map<String, Set<String>> query = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || !PARAMETERS.containsKey(parts[0]) || query.containsKey(parts[0])) {
                return Optional.empty();
            }
            Set<String> values =
                    new LinkedHashSet<>(Arrays.asList(decoded(parts[1]).split(",", -1)));
            if (values.size() > VALUES || values.stream().anyMatch(value -> !token(value))) {
                return Optional.empty();
            }
            query.put(parts[0], new HashSet<>(values));
        }
        return Optional.of(query);
    }

    /** {@code code} or {@code system|code}; an empty code would mean any. */
    private static boolean token(String value) {
        return value.matches("([^|\\s\\\\]+\\|)?[^|\\s\\\\]+");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
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
