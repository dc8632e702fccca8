package health.confidant.server.keys;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An owner whose keys were destroyed; one line of the log of tombstones.
 *
 * @param owner key in {@code confidant.owner}
 * @param reference of the owner, so that a restored database can be checked against it
 * @param kinds the classes of keys that were destroyed
 */
public record Tombstone(Instant at, int owner, String reference, Set<KeyClass> kinds) {
    String line() {
        String names = new TreeSet<>(kinds).stream().map(KeyClass::code).collect(Collectors.joining(","));
        return String.join(" ", at.toString(), Integer.toString(owner), reference, names);
    }

    static Tombstone parse(String line) {
        String[] parts = line.split(" ");
        return new Tombstone(
                Instant.parse(parts[0]),
                Integer.parseInt(parts[1]),
                parts[2],
                java.util.Arrays.stream(parts[3].split(","))
                        .map(name -> KeyClass.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }
}
