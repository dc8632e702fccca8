package health.confidant.server.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rounds of both servers in turn, A B B A, so that whatever else the machine does falls on both. */
final class Duel {
    /** What was measured of a kind; {@code noise} is the ratio of two A rounds of the same quad. */
    record Result(List<Sample> plain, List<Sample> confidant, List<Double> noise) {
        double throughputRatio() {
            return Sample.median(confidant, Sample::perSecond) / Sample.median(plain, Sample::perSecond);
        }

        double cpuRatio() {
            return Sample.median(confidant, Sample::cpu) / Sample.median(plain, Sample::cpu);
        }
    }

    /** What part of a server's CPU its compiler may take when its rounds begin. */
    private static final double QUIET = 0.05;

    private static final int MORE = 12;

    private final Loop plain;
    private final Loop confidant;

    Duel(Loop plain, Loop confidant) {
        this.plain = plain;
        this.confidant = confidant;
    }

    /** @param divisor divides the numbers of warm-up requests: a warm JIT needs no more than a warm cache */
    void warmUp(List<Kind> kinds, int divisor) {
        for (Kind kind : kinds) {
            warmUp(plain, kind, kind.warmUp / divisor);
            warmUp(confidant, kind, kind.warmUp / divisor);
        }
    }

    /** So many, and more while the compiler still works: more code, such as a validator's, takes longer to be compiled. */
    private static void warmUp(Loop loop, Kind kind, int requests) {
        loop.warmUp(kind, requests);
        int some = Math.max(1, requests / 4);
        for (int i = 0; i < MORE && loop.compiling(kind, some) > QUIET; i++) {
            // Measured while it is warmed up.
        }
    }

    Map<Kind, Result> fight(List<Kind> kinds, int quads, long nanos) {
        Map<Kind, Result> results = new EnumMap<>(Kind.class);
        kinds.forEach(kind -> results.put(kind, new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
        for (int i = 0; i < quads; i++) {
            for (Kind kind : kinds) {
                Result result = results.get(kind);
                Sample first = plain.measure(kind, nanos);
                result.confidant().add(confidant.measure(kind, nanos));
                result.confidant().add(confidant.measure(kind, nanos));
                Sample last = plain.measure(kind, nanos);
                result.plain().addAll(List.of(first, last));
                result.noise().add(last.perSecond() / first.perSecond());
            }
        }
        return results;
    }
}
