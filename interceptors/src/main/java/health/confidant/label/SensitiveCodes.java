package health.confidant.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Codes that say substance use disorder, by the guide's list. Matching never follows a hierarchy of ActCode: ETH is a
 * sibling of SUD there, and ALC means something else (terminology.hl7.org). Dots do not count, since ICD-10-CM codes
 * travel with and without theirs.
 *
 * <p>Requirement 3.
 */
final class SensitiveCodes {
    private static final String LIST = "/health/confidant/ig/sud-codes.csv";

    private record Prefix(String start, Label label) {}

    private final Map<String, Set<Label>> exact = new HashMap<>();
    private final Map<String, List<Prefix>> prefixes = new HashMap<>();

    private final String version;

    private SensitiveCodes(String version) {
        this.version = version;
    }

    /** Lines {@code system,code,label}; a code that ends in * is a prefix; # begins a comment. */
    static SensitiveCodes load() {
        InputStream file = SensitiveCodes.class.getResourceAsStream(LIST);
        if (file == null) {
            throw new IllegalStateException("The list of sensitive codes is missing: " + LIST);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return of(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SensitiveCodes of(List<String> lines) {
        SensitiveCodes codes = new SensitiveCodes(version(lines));
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(codes::add);
        return codes;
    }

    /** The version that the list says it has, and a digest of it, so that no change goes unseen. */
    private static String version(List<String> lines) {
        String said = lines.stream()
                .filter(line -> line.startsWith("# version "))
                .map(line -> line.substring(10).split("[. ]", 2)[0])
                .findFirst()
                .orElse("none");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return said + " " + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String version() {
        return version;
    }

    private void add(String line) {
        String[] cells = line.split(",");
        Label label = Label.valueOf(cells[2].trim());
        String code = cells[1].trim().replace(".", "");
        if (code.endsWith("*")) {
            prefixes.computeIfAbsent(cells[0].trim(), s -> new ArrayList<>())
                    .add(new Prefix(code.substring(0, code.length() - 1), label));
        } else {
            exact.computeIfAbsent(cells[0].trim() + "|" + code, c -> EnumSet.noneOf(Label.class))
                    .add(label);
        }
    }

    /**
     * SUD with each of its kinds, so that what names SUD finds them all.
     *
     * @param coded {@code system|code} each
     */
    Set<Label> labels(Collection<String> coded) {
        Set<Label> labels = EnumSet.noneOf(Label.class);
        for (String each : coded) {
            int bar = each.indexOf('|');
            String system = each.substring(0, bar);
            String code = each.substring(bar + 1).replace(".", "").toUpperCase(Locale.ROOT);
            labels.addAll(exact.getOrDefault(system + "|" + code, Set.of()));
            for (Prefix prefix : prefixes.getOrDefault(system, List.of())) {
                if (code.startsWith(prefix.start())) {
                    labels.add(prefix.label());
                }
            }
        }
        if (labels.contains(Label.ETHUD) || labels.contains(Label.OPIOIDUD)) {
            labels.add(Label.SUD);
        }
        return labels;
    }
}
