package health.confidant.server.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One round of one kind on one server.
 *
 * @param nanos how long it took
 * @param server CPU milliseconds of the server, {@code database} of PostgreSQL, {@code others} of all other processes
 *     but the one that asks
 */
record Sample(long nanos, long[] latencies, int errors, long server, long database, long others) {
    double perSecond() {
        return latencies.length * 1e9 / nanos;
    }

    double serverCpu() {
        return (double) server / latencies.length;
    }

    double databaseCpu() {
        return (double) database / latencies.length;
    }

    double cpu() {
        return serverCpu() + databaseCpu();
    }

    /** Cores that others kept busy meanwhile. */
    double othersCores() {
        return others * 1e6 / nanos;
    }

    /** Milliseconds. */
    double percentile(double p) {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(p * sorted.length))] / 1e6;
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] values = samples.stream().mapToDouble(value).sorted().toArray();
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
