package health.confidant.server.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long both servers take to start: into an empty database, and again into what is there then. Plain HAPI runs from
 * its class path; Confidant as its jar, and unpacked with an archive of its classes (class data sharing), as
 * {@code server/docs/benchmarks.md} describes. All with the same PostgreSQL, in turn.
 */
final class StartUp {
    /** @param millis from the start of the process until it is ready; {@code cpu} of the server meanwhile */
    private record Start(long millis, long cpu) {}

    private final Rig rig;
    private final Path jar;
    private final Map<String, List<Start>> starts = new TreeMap<>();

    StartUp(Rig rig, Path jar) {
        this.rig = rig;
        this.jar = jar.toAbsolutePath();
    }

    String measure(int quads) throws IOException {
        rig.empty("plain_start");
        rig.empty("confidant_start");
        time("1 first, plain", plain());
        time("1 first, Confidant", confidant());
        // The demo world is not part of a start; the second would go on writing it.
        time("1 the demo world is there, Confidant", confidant(), () -> rig.awaitDemo("confidant_start"));
        List<String> archived = archive();
        for (int i = 0; i < quads; i++) {
            time("2 second, plain", plain());
            time("2 second, Confidant", confidant());
            time("3 second, Confidant with its archive", confidant(archived));
            time("3 second, Confidant with its archive", confidant(archived));
            time("2 second, Confidant", confidant());
            time("2 second, plain", plain());
        }
        StringBuilder text = new StringBuilder("\n### Start-up\n\n| start | seconds | CPU seconds |\n|---|---|---|\n");
        starts.forEach((name, list) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s |%n",
                name.substring(2),
                list.stream().map(s -> "%.1f".formatted(s.millis / 1e3)).toList(),
                list.stream().map(s -> "%.1f".formatted(s.cpu / 1e3)).toList())));
        return text.toString();
    }

    private Launch plain() throws IOException {
        return rig.plainLaunch("plain_start");
    }

    private Launch confidant() throws IOException {
        return confidant(List.of(Launch.executable(), "-Xmx2g", "-jar", jar.toString()));
    }

    private Launch confidant(List<String> command) throws IOException {
        return rig.confidantLaunch("confidant_start", command);
    }

    /** Unpacks the jar, lets it start once to see which classes that takes, and returns the command that uses them. */
    private List<String> archive() throws IOException {
        Path unpacked = jar.resolveSibling("unpacked");
        Path archive = unpacked.resolve("confidant.jsa");
        Path thin = unpacked.resolve(jar.getFileName());
        Launch.run(
                List.of(
                        Launch.executable(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        unpacked.toString()),
                Map.of());
        Launch once = confidant(List.of(
                Launch.executable(),
                "-Xmx2g",
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                thin.toString()));
        Launch.run(once.command(), once.environment());
        return List.of(Launch.executable(), "-Xmx2g", "-XX:SharedArchiveFile=" + archive, "-jar", thin.toString());
    }

    private void time(String name, Launch launch) throws IOException {
        time(name, launch, () -> {});
    }

    private void time(String name, Launch launch, Runnable then) throws IOException {
        long start = System.nanoTime();
        Process process = launch.start();
        then.run();
        long millis = (System.nanoTime() - start) / 1_000_000;
        starts.computeIfAbsent(name, n -> new ArrayList<>()).add(new Start(millis, Usage.cpuOfTree(process.pid())));
        Launch.stop(process);
    }
}
