package health.confidant.server.authentication;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person would call the program that a {@code User-Agent} (RFC 9110, section 10.1.5) stands for: "Firefox on
 * Windows". It says what the program says of itself, which proves nothing.
 */
final class Program {
    /** The first that is found: most claim to be others too. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        NAMES.put("Edg", "Edge");
        NAMES.put("OPR/", "Opera");
        NAMES.put("SamsungBrowser/", "Samsung Internet");
        NAMES.put("Firefox/", "Firefox");
        NAMES.put("FxiOS/", "Firefox");
        NAMES.put("CriOS/", "Chrome");
        NAMES.put("Chrome/", "Chrome");
        NAMES.put("Safari/", "Safari");
        NAMES.put("curl/", "curl");
        NAMES.put("Java", "A Java program");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private Program() {}

    static String name(String agent) {
        String name = find(NAMES, agent).orElse("An unknown program");
        return find(SYSTEMS, agent).map(system -> name + " on " + system).orElse(name);
    }

    private static Optional<String> find(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
