package health.confidant.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Plain HAPI beside Confidant with everything on, in one run on one machine. Ratios of one run are what can be compared;
 * absolute figures are the machine's.
 *
 * <p>Arguments, all optional: {@code sizes=1000,10000,100000} resources, {@code kinds=READ,TOKEN,...}, {@code quads=3},
 * {@code seconds=2} a round, {@code callers=4}, {@code warm=1} (divides warm-ups), {@code starts=1} quads of second starts,
 * {@code segments=10,100,1000,10000} readable ones,
 * {@code statements=true} (writes down which statements PostgreSQL executes for a request of each kind),
 * {@code validates=true} (plain HAPI validates what is written, too), {@code without=SEALING} or {@code VALIDATION}
 * (Confidant without that part takes the place of plain HAPI), {@code jar=FILE}, {@code home=DIRECTORY} (kept
 * between runs). {@code sizes=} alone measures starts only.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        Path report = options.home().resolve("report.md");
        Files.createDirectories(options.home());
        Files.writeString(report, "# Benchmark\n");
        try (Rig rig = new Rig(options.home(), options.validates())) {
            if (options.starts() > 0) {
                say(report, new StartUp(rig, options.jar()).measure(options.starts()));
            }
            if (options.sizes().isEmpty()) {
                return;
            }
            Contender plain = options.without().isPresent()
                    ? rig.without(options.without().get())
                    : rig.plain();
            Contender confidant = rig.confidant();
            int divisor = options.warm();
            for (int size : options.sizes()) {
                say(report, round(rig, plain, confidant, options, size, divisor));
                divisor = Math.max(divisor, 10);
            }
            if (!options.segments().isEmpty()) {
                say(report, segments(rig, confidant, options));
            }
            say(
                    report,
                    "\nResident memory, MB: %s %d, Confidant %d. Callers: %d. Rounds: %d x ABBA of %.1f s.\n"
                            .formatted(
                                    plain.name(),
                                    Usage.memory(plain.process()),
                                    Usage.memory(confidant.process()),
                                    options.callers(),
                                    options.quads(),
                                    options.nanos() / 1e9));
        }
    }

    private static String round(Rig rig, Contender plain, Contender confidant, Options options, int size, int divisor)
            throws IOException {
        Charts charts = new Charts(Charts.KIM);
        List<Contender> servers = List.of(plain, confidant);
        Parallel.run(servers.size(), servers, server -> {
            Population.load(server, charts, size / Charts.SIZE, "kim", options.callers());
            server.administrator().execute("vacuum analyze");
        });
        List<Loop> loops = new ArrayList<>();
        for (Contender server : servers) {
            loops.add(
                    new Loop(server, Population.of(server, charts, "kim"), "kim", options.callers(), rig.postmaster()));
        }
        if (options.kinds().isEmpty()) {
            return "\n" + size + " resources are loaded.\n";
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
        return Report.table(
                size + " resources (answers compared: " + rows + " rows, all equal)", plain.name(), results);
    }

    /** The same questions by counselors with more and more readable segments, in rounds of all of them in turn. */
    private static String segments(Rig rig, Contender confidant, Options options) throws IOException {
        List<Kind> kinds = List.of(Kind.READ, Kind.TOKEN, Kind.CHAIN, Kind.NAME, Kind.POPULATION);
        Population population =
                Population.of(confidant, new Charts(Charts.KIM), "kim").first(Caseload.PATIENTS);
        Map<Integer, Loop> loops = new TreeMap<>();
        for (int number : options.segments()) {
            String login = Caseload.of(confidant, loops.size(), number);
            loops.put(number, new Loop(confidant, population, login, options.callers(), rig.postmaster()));
        }
        Map<Kind, Map<Integer, List<Sample>>> samples = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            loops.values().forEach(loop -> loop.warmUp(kind, 100));
        }
        for (int i = 0; i < 2 * options.quads(); i++) {
            for (Kind kind : kinds) {
                loops.forEach((number, loop) -> samples.computeIfAbsent(kind, k -> new TreeMap<>())
                        .computeIfAbsent(number, n -> new ArrayList<>())
                        .add(loop.measure(kind, options.nanos())));
            }
        }
        return Report.growth("Readable segments: CPU ms a request, server + PostgreSQL, and p50 ms", samples);
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
            List<Integer> segments,
            boolean statements,
            boolean validates,
            Optional<Part> without,
            Path jar) {
        private static Options of(String[] arguments) {
            Map<String, String> given = Stream.of(arguments)
                    .filter(argument -> argument.contains("="))
                    .map(argument -> argument.split("=", 2))
                    .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            return new Options(
                    Path.of(given.getOrDefault("home", "target/benchmark")),
                    numbers(given.getOrDefault("sizes", "1000,10000,100000")),
                    given.containsKey("kinds")
                            ? Stream.of(given.get("kinds").split(","))
                                    .filter(kind -> !kind.isEmpty())
                                    .map(Kind::valueOf)
                                    .toList()
                            : List.of(Kind.values()),
                    Integer.parseInt(given.getOrDefault("quads", "3")),
                    (long) (Double.parseDouble(given.getOrDefault("seconds", "2")) * 1e9),
                    Integer.parseInt(given.getOrDefault("callers", "4")),
                    Integer.parseInt(given.getOrDefault("warm", "1")),
                    Integer.parseInt(given.getOrDefault("starts", "1")),
                    numbers(given.getOrDefault("segments", "10,100,1000,10000")),
                    Boolean.parseBoolean(given.getOrDefault("statements", "false")),
                    Boolean.parseBoolean(given.getOrDefault("validates", "false")),
                    Optional.ofNullable(given.get("without")).map(Part::valueOf),
                    Path.of(given.getOrDefault("jar", "target/confidant.jar")));
        }

        private static List<Integer> numbers(String list) {
            return Stream.of(list.split(","))
                    .filter(number -> !number.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
        }
    }
}
