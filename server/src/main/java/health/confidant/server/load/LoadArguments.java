package health.confidant.server.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the load and validate commands were told.
 *
 * @param base the server's FHIR base URL, without a slash at its end
 * @param folder Synthea's output folder, the one that holds {@code fhir}
 * @param generate how many patients Synthea must make first; 0 to load what is there
 * @param seed Synthea's seed
 */
record LoadArguments(URI base, Path folder, int generate, long seed) {
    static final String USAGE = "load BASE-URL FOLDER [--generate N [--seed S]]";

    /** Reads the arguments, or says in one sentence what is wrong with them. */
    static LoadArguments parse(String... args) {
        List<String> plain = new ArrayList<>();
        int generate = 0;
        long seed = 1;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--generate" -> generate = Math.toIntExact(number(args, ++i));
                case "--seed" -> seed = number(args, ++i);
                default -> plain.add(args[i]);
            }
        }
        if (plain.size() != 2 || plain.stream().anyMatch(word -> word.startsWith("--"))) {
            throw new IllegalArgumentException("Usage: " + USAGE);
        }
        return new LoadArguments(URI.create(plain.get(0).replaceAll("/+$", "")), Path.of(plain.get(1)), generate, seed);
    }

    private static long number(String[] args, int at) {
        if (at >= args.length || !args[at].matches("\\d{1,9}")) {
            throw new IllegalArgumentException(args[at - 1] + " wants a number. Usage: " + USAGE);
        }
        return Long.parseLong(args[at]);
    }
}
