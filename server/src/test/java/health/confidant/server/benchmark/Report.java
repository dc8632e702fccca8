package health.confidant.server.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The figures as Markdown. */
final class Report {
    private Report() {}

    /** @param plain what the other contender is called */
    static String table(String title, String plain, Map<Kind, Duel.Result> results) {
        StringBuilder text = new StringBuilder("\n### " + title + "\n\n");
        text.append(
                "| request | throughput, ratio | CPU, ratio | %s: req/s | p50/p95/p99 ms | CPU ms server + PostgreSQL |"
                                .formatted(plain)
                        + " Confidant: req/s | p50/p95/p99 ms | CPU ms server + PostgreSQL | two rounds of the former differ by"
                        + " | others' cores | errors |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        results.forEach((kind, result) -> text.append(row(kind, result)));
        return text.toString();
    }

    /** One column for each size. */
    static String growth(String title, Map<Kind, Map<Integer, List<Sample>>> samples) {
        StringBuilder text = new StringBuilder("\n### " + title + "\n\n");
        samples.forEach((kind, sizes) -> {
            if (text.indexOf("|") < 0) {
                text.append("| request |");
                sizes.keySet().forEach(size -> text.append(' ').append(size).append(" |"));
                text.append("\n|---|").append("---|".repeat(sizes.size())).append('\n');
            }
            text.append("| ").append(kind.title).append(" |");
            sizes.values()
                    .forEach(list -> text.append(String.format(
                            Locale.ROOT,
                            " %.2f + %.2f, %.1f |",
                            Sample.median(list, Sample::serverCpu),
                            Sample.median(list, Sample::databaseCpu),
                            Sample.median(list, s -> s.percentile(0.5)))));
            text.append('\n');
        });
        return text.toString();
    }

    private static String row(Kind kind, Duel.Result result) {
        double noise = result.noise().stream()
                .mapToDouble(ratio -> Math.abs(ratio - 1))
                .sorted()
                .skip(result.noise().size() / 2)
                .findFirst()
                .orElse(0);
        double others = Stream.concat(result.plain().stream(), result.confidant().stream())
                .mapToDouble(Sample::othersCores)
                .average()
                .orElse(0);
        int errors = Stream.concat(result.plain().stream(), result.confidant().stream())
                .mapToInt(Sample::errors)
                .sum();
        return String.format(
                Locale.ROOT,
                "| %s | **%.2f** | %.2f | %s | %s | ± %.0f %% | %.2f | %d |%n",
                kind.title,
                result.throughputRatio(),
                result.cpuRatio(),
                half(result.plain()),
                half(result.confidant()),
                noise * 100,
                others,
                errors);
    }

    private static String half(List<Sample> samples) {
        return String.format(
                Locale.ROOT,
                "%.0f | %.1f/%.1f/%.1f | %.2f + %.2f",
                Sample.median(samples, Sample::perSecond),
                Sample.median(samples, s -> s.percentile(0.5)),
                Sample.median(samples, s -> s.percentile(0.95)),
                Sample.median(samples, s -> s.percentile(0.99)),
                Sample.median(samples, Sample::serverCpu),
                Sample.median(samples, Sample::databaseCpu));
    }
}
