package health.confidant.fhir.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;

/**
 * The published wordings of consent forms, by the versioned URI that {@code Consent.policy} gives (IHE PCF). A statement
 * that 42 CFR 2.31 demands is in a form when it is in the wording that the form was signed on. A wording never changes
 * once published; a new one gets a new URI.
 */
public final class Wordings {
    private static final String FOLDER = "/health/confidant/ig/wording/";
    private static final Wordings PUBLISHED = new Wordings();

    /** URI to paragraph to statement. */
    private final Map<String, Map<String, String>> statements = new HashMap<>();

    private Wordings() {
        for (String line : lines("index.txt")) {
            String[] cells = line.split(" ");
            statements.put(
                    cells[0],
                    lines(cells[1]).stream()
                            .map(statement -> statement.split(" \\| ", 2))
                            .collect(Collectors.toUnmodifiableMap(cell -> cell[0], cell -> cell[1])));
        }
    }

    public static Wordings published() {
        return PUBLISHED;
    }

    public Set<String> uris() {
        return Set.copyOf(statements.keySet());
    }

    /** The paragraphs of 42 CFR 2.31 whose statements the wordings of this Consent contain. */
    public Set<String> statements(Consent consent) {
        return consent.getPolicy().stream()
                .flatMap(policy -> statements.getOrDefault(policy.getUri(), Map.of()).keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Lines that are neither empty nor begin with {@code #}. */
    private static List<String> lines(String name) {
        InputStream file = Wordings.class.getResourceAsStream(FOLDER + name);
        if (file == null) {
            throw new IllegalStateException("The guide lacks " + FOLDER + name);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
