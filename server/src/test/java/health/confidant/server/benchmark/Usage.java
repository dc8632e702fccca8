package health.confidant.server.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** CPU time and memory of processes, from Linux's {@code /proc} (proc(5)); times are in milliseconds, ticks of 10. */
public final class Usage {
    private static final long MILLIS_A_TICK = 10;

    private Usage() {}

    /** CPU milliseconds that the process, its children and those of them that have ended have taken so far. */
    public static long cpuOfTree(long pid) {
        return ticks(pid, true) * MILLIS_A_TICK
                + cpuOfEach(pid).values().stream().mapToLong(Long::longValue).sum();
    }

    /** CPU milliseconds of the process alone. */
    public static long cpu(long pid) {
        return ticks(pid, false) * MILLIS_A_TICK;
    }

    /** CPU milliseconds of the whole machine. */
    public static long cpuOfMachine() {
        String[] fields = read(Path.of("/proc/stat")).split("\n", 2)[0].trim().split(" +");
        // user nice system idle iowait irq softirq
        long ticks = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks * MILLIS_A_TICK;
    }

    /** CPU milliseconds of each kind of thread that lives: names without their numbers, of at most 15 characters. */
    public static Map<String, Double> cpuOfThreads(long pid) {
        Map<String, Double> millis = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                String name = read(task.resolve("comm")).strip().replaceAll("[-_#]*\\d+.*", "");
                String[] fields = read(task.resolve("schedstat")).split(" ");
                if (!fields[0].isEmpty()) {
                    millis.merge(name, Long.parseLong(fields[0]) / 1e6, Double::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return millis;
    }

    /** The part of the process's CPU time that HotSpot's compilers, C1 and C2, take meanwhile. */
    static double compiling(long pid, Runnable work) {
        Map<String, Double> before = cpuOfThreads(pid);
        work.run();
        Map<String, Double> spent = cpuOfThreads(pid);
        before.forEach((name, millis) -> spent.merge(name, -millis, Double::sum));
        double all = spent.values().stream().mapToDouble(Double::doubleValue).sum();
        return all <= 0 ? 0 : spent.getOrDefault("C", 0.0) / all;
    }

    /** CPU milliseconds of each process that lives under this one. */
    public static Map<Long, Long> cpuOfEach(long pid) {
        Map<Long, Long> millis = new TreeMap<>();
        for (ProcessHandle child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            millis.put(child.pid(), cpu(child.pid()));
        }
        return millis;
    }

    /** Resident memory in MB. */
    static long memory(long pid) {
        return Stream.of(read(Path.of("/proc/" + pid + "/status")).split("\n"))
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static long ticks(long pid, boolean ended) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // After the command in parentheses: state is field 3; utime, stime, cutime, cstime are 14 to 17.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return ended ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return ""; // It has ended meanwhile.
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
