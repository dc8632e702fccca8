package health.confidant.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Plain HAPI beside Confidant with everything on, in one run on one machine. Ratios of one run are what can be compared;
 * absolute figures are the machine's.
 *
 * <p>Arguments, all optional: {@code sizes=1000,10000,100000} resources, {@code kinds=READ,TOKEN,...}, {@code quads=3},
 * {@code seconds=2} a round, {@code callers=4}, {@code warm=1} (divides warm-ups), {@code starts=1} quads of second starts,
 * {@code statements=true} (writes down which statements PostgreSQL executes for a request of each kind),
 * {@code jar=FILE}, {@code home=DIRECTORY} (kept between runs). {@code sizes=} alone measures starts only.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        Path report = options.home().resolve("report.md");
        Files.createDirectories(options.home());
        Files.writeString(report, "# Benchmark\n");
        try (Rig rig = new Rig(options.home())) {
            if (options.starts() > 0) {
                say(report, new StartUp(rig, options.jar()).measure(options.starts()));
            }
            if (options.sizes().isEmpty()) {
                return;
            }
            Contender plain = rig.plain();
            Contender confidant = rig.confidant();
            int divisor = options.warm();
            for (int size : options.sizes()) {
                say(report, round(rig, plain, confidant, options, size, divisor));
                divisor = Math.max(divisor, 10);
            }
            say(
                    report,
                    "\nResident memory, MB: plain %d, Confidant %d. Callers: %d. Rounds: %d x ABBA of %.1f s.\n"
                            .formatted(
                                    Usage.memory(plain.process()),
                                    Usage.memory(confidant.process()),
                                    options.callers(),
                                    options.quads(),
                                    options.nanos() / 1e9));
        }
    }

    private static String round(Rig rig, Contender plain, Contender confidant, Options options, int size, int divisor)
            throws IOException {
        List<Loop> loops = new ArrayList<>();
        for (Contender server : List.of(plain, confidant)) {
            Population population =
                    Population.load(server, new Charts(Charts.KIM), size / Charts.SIZE, "kim", options.callers());
            loops.add(new Loop(server, population, "kim", options.callers(), rig.postmaster()));
            server.administrator().execute("vacuum analyze");
        }
        int rows = 0;
        for (Kind kind : options.kinds()) {
            rows += kind.writes() ? 0 : Check.same(loops.get(0), loops.get(1), kind, 10);
        }
        StringBuilder statements = new StringBuilder();
        if (options.statements()) {
            for (Kind kind : options.kinds()) {
                for (Loop loop : loops) {
                    List<String> executed = rig.statements().of(loop, kind);
                    statements.append("\n" + kind + ", " + loop.server().name() + ": " + executed.size() + "\n    ");
                    statements.append(String.join("\n    ", executed));
                }
            }
            Files.writeString(options.home().resolve("statements.txt"), statements);
        }
        Duel duel = new Duel(loops.get(0), loops.get(1));
        duel.warmUp(options.kinds(), divisor);
        Map<Kind, Duel.Result> results = duel.fight(options.kinds(), options.quads(), options.nanos());
        return Report.table(size + " resources (answers compared: " + rows + " rows, all equal)", results);
    }

    private static void say(Path report, String text) throws IOException {
        System.out.println(text);
        Files.writeString(report, text, StandardOpenOption.APPEND);
    }

    private record Options(
            Path home,
            List<Integer> sizes,
            List<Kind> kinds,
            int quads,
            long nanos,
            int callers,
            int warm,
            int starts,
            boolean statements,
            Path jar) {
        private static Options of(String[] arguments) {
            Map<String, String> given = Stream.of(arguments)
                    .filter(argument -> argument.contains("="))
                    .map(argument -> argument.split("=", 2))
                    .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            return new Options(
                    Path.of(given.getOrDefault("home", "target/benchmark")),
                    Stream.of(given.getOrDefault("sizes", "1000,10000,100000").split(","))
                            .filter(size -> !size.isEmpty())
                            .map(Integer::valueOf)
                            .toList(),
                    given.containsKey("kinds")
                            ? Stream.of(given.get("kinds").split(","))
                                    .map(Kind::valueOf)
                                    .toList()
                            : List.of(Kind.values()),
                    Integer.parseInt(given.getOrDefault("quads", "3")),
                    (long) (Double.parseDouble(given.getOrDefault("seconds", "2")) * 1e9),
                    Integer.parseInt(given.getOrDefault("callers", "4")),
                    Integer.parseInt(given.getOrDefault("warm", "1")),
                    Integer.parseInt(given.getOrDefault("starts", "1")),
                    Boolean.parseBoolean(given.getOrDefault("statements", "false")),
                    Path.of(given.getOrDefault("jar", "target/confidant.jar")));
        }
    }
}
