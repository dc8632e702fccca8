package health.confidant.ig;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demo world, which is also the cast of the tests. Files name resources by symbolic references such as
 * {@code Patient/maya}; what this class returns names them by ids that never change, {@link #id(String)}.
 */
public final class World {
    /** A full URL in a bundle is this and the reference. */
    public static final String BASE = "https://confidant.health/world/";

    /**
     * One member's records as a FHIR transaction, to be posted by that member.
     *
     * @param name file name without its ending
     * @param login the member, as in the cast
     * @param json the transaction with ids instead of symbolic names
     */
    public record Chapter(String name, String login, String json) {}

    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern FULL_URL =
            Pattern.compile("\"fullUrl\"\\s*:\\s*\"" + Pattern.quote(BASE) + "([A-Za-z]+/[A-Za-z0-9.-]+)\"");

    private static final Pattern RESOURCE_ID =
            Pattern.compile("(\"resourceType\"\\s*:\\s*\"([A-Za-z]+)\"\\s*,\\s*\"id\"\\s*:\\s*\")([A-Za-z0-9.-]+)\"");

    private final String cast;
    private final String clients;
    private final List<Chapter> chapters;
    private final Map<String, String> references;

    private World() {
        List<String> names = text("bundles.txt").lines().toList();
        Map<String, String> index = new LinkedHashMap<>();
        for (String name : names) {
            FULL_URL.matcher(text(name)).results().map(found -> found.group(1)).forEach(symbolic -> {
                if (index.putIfAbsent(symbolic, type(symbolic) + "/" + id(symbolic)) != null) {
                    throw new IllegalStateException("The world defines " + symbolic + " twice.");
                }
            });
        }
        references = Map.copyOf(index);
        cast = resolve(text("cast.json"));
        clients = text("clients.json");
        chapters = names.stream()
                .map(name -> new Chapter(stem(name), stem(name).substring(3), resolve(text(name))))
                .toList();
    }

    /** Reads the world from the class path. */
    public static World read() {
        return new World();
    }

    /** The id of the resource that the files call by this symbolic reference; the same in every run. */
    public static String id(String symbolic) {
        return UUID.nameUUIDFromBytes(("confidant:" + symbolic).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** {@code Type/id} for {@code Type/symbolic}, or an exception where no file defines it. */
    public String reference(String symbolic) {
        String reference = references.get(symbolic);
        if (reference == null) {
            throw new IllegalArgumentException("The world has no " + symbolic + ".");
        }
        return reference;
    }

    /** Every symbolic reference with its {@code Type/id}. */
    public Map<String, String> references() {
        return references;
    }

    /** The members as a JSON array; their references carry ids. */
    public String cast() {
        return cast;
    }

    /** The OAuth clients as a JSON array, without any secret. */
    public String clients() {
        return clients;
    }

    /** The members' records in the order in which they must be posted. */
    public List<Chapter> chapters() {
        return chapters;
    }

    private String resolve(String json) {
        String identified = RESOURCE_ID
                .matcher(json)
                .replaceAll(found -> found.group(1) + id(found.group(2) + "/" + found.group(3)) + '"');
        return JSON_STRING.matcher(identified).replaceAll(found -> Matcher.quoteReplacement(resolved(found)));
    }

    private String resolved(MatchResult found) {
        String value = found.group(1);
        boolean absolute = value.startsWith(BASE);
        String reference = references.get(absolute ? value.substring(BASE.length()) : value);
        if (reference == null) {
            return found.group();
        }
        return '"' + (absolute ? BASE : "") + reference + '"';
    }

    private static String type(String symbolic) {
        return symbolic.substring(0, symbolic.indexOf('/'));
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ".json".length());
    }

    private static String text(String name) {
        try (InputStream in = World.class.getResourceAsStream("world/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The world lacks " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
